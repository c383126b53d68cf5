-- expect: error 2:36
CREATE TABLE t (a INT) WITH ('k = 'v');
-- ====
-- 2:36: expected "=", found "v"
--     CREATE TABLE t (a INT) WITH ('k = 'v');
--                                        ^
