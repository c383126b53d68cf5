-- expect: error 2:17
CREATE TABLE t (timestamp TIMESTAMP(3));
-- ====
-- 2:17: expected one of a column name, WATERMARK FOR or PRIMARY KEY, found the reserved word "timestamp"
--     CREATE TABLE t (timestamp TIMESTAMP(3));
--                     ^^^^^^^^^
-- hint: in backticks it is a name: `timestamp`
