-- expect: error 2:18
SHOW TABLES LIKE abc;
-- ====
-- 2:18: expected a string in single quotes, found "abc"
--     SHOW TABLES LIKE abc;
--                      ^^^
-- hint: write it in single quotes: 'abc'
