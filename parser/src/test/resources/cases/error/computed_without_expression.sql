-- expect: error 2:22
CREATE TABLE t (a AS , b INT);
-- ====
-- 2:22: expected an expression, found ","
--     CREATE TABLE t (a AS , b INT);
--                          ^
