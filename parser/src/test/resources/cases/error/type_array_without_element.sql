-- expect: error 2:24
CREATE TABLE t (a ARRAY);
-- ====
-- 2:24: expected "<", found ")"
--     CREATE TABLE t (a ARRAY);
--                            ^
