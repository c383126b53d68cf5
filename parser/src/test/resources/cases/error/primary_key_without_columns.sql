-- expect: error 2:36
CREATE TABLE t (a INT, PRIMARY KEY NOT ENFORCED);
-- ====
-- 2:36: expected "(", found "NOT"
--     CREATE TABLE t (a INT, PRIMARY KEY NOT ENFORCED);
--                                        ^^^
