-- expect: error 2:14
CREATE TABLE 'my table' (a INT);
-- ====
-- 2:14: expected IF NOT EXISTS or a table name, found the string 'my table'
--     CREATE TABLE 'my table' (a INT);
--                  ^^^^^^^^^^
-- hint: in backticks it is a name: `my table`
