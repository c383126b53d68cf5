-- expect: error 2:23
CREATE TABLE t (r ROW<from INT>);
-- ====
-- 2:23: expected a field name or ">", found the reserved word "from"
--     CREATE TABLE t (r ROW<from INT>);
--                           ^^^^
-- hint: in backticks it is a name: `from`
