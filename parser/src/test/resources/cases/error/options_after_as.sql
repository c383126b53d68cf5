-- expect: error 2:18
CREATE TABLE t AS;
-- ====
-- 2:18: expected a query, found ";"
--     CREATE TABLE t AS;
--                      ^
