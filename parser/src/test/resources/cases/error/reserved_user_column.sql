-- expect: error 2:17
CREATE TABLE t (user STRING);
-- ====
-- 2:17: expected one of a column name, WATERMARK FOR or PRIMARY KEY, found the reserved word "user"
--     CREATE TABLE t (user STRING);
--                     ^^^^
-- hint: in backticks it is a name: `user`
