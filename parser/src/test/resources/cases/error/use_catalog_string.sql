-- expect: error 2:13
USE CATALOG 'c';
-- ====
-- 2:13: expected a catalog name or the end of the statement, found the string 'c'
--     USE CATALOG 'c';
--                 ^^^
-- hint: in backticks it is a name: `c`
