-- expect: error 2:14
DROP TABLE a.table;
-- ====
-- 2:14: expected a name, found the reserved word "table"
--     DROP TABLE a.table;
--                  ^^^^^
-- hint: in backticks it is a name: `table`
