-- expect: error 2:23
CREATE TABLE t (a ROW<INT>);
-- ====
-- 2:23: expected a field name or ">", found the reserved word "INT"
--     CREATE TABLE t (a ROW<INT>);
--                           ^^^
-- hint: in backticks it is a name: `INT`
