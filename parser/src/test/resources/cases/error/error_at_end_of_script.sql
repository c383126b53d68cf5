-- expect: error 3:11
SELECT 1;
DROP TABLE

-- nothing more
-- ====
-- Query  @2:1+8
--   query: [SELECT 1]  @2:1+8
-- 3:11: expected IF EXISTS or a table name, found the end of the script
--     DROP TABLE
--               ^
