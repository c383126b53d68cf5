-- expect: error 2:17
CREATE TABLE t (end INT);
-- ====
-- 2:17: expected one of a column name, WATERMARK FOR or PRIMARY KEY, found the reserved word "end"
--     CREATE TABLE t (end INT);
--                     ^^^
-- hint: in backticks it is a name: `end`
