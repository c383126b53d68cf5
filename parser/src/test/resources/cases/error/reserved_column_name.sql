-- expect: error 4:3
CREATE TABLE t (
  id INT,
  value STRING,
  date DATE);
-- ====
-- 4:3: expected one of a column name, WATERMARK FOR or PRIMARY KEY, found the reserved word "value"
--     value STRING,
--     ^^^^^
-- hint: in backticks it is a name: `value`
