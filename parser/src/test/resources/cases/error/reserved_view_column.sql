-- expect: error 2:19
CREATE VIEW v (a, count) AS SELECT 1, 2;
-- ====
-- 2:19: expected a column name, found the reserved word "count"
--     CREATE VIEW v (a, count) AS SELECT 1, 2;
--                       ^^^^^
-- hint: in backticks it is a name: `count`
