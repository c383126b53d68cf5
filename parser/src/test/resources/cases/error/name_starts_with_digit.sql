-- expect: error 2:14
CREATE TABLE 2024_sales (a INT);
-- ====
-- 2:14: expected IF NOT EXISTS or a table name, found the number 2024
--     CREATE TABLE 2024_sales (a INT);
--                  ^^^^
-- hint: in backticks it is a name: `2024_sales`
