-- expect: error 2:12
DROP TABLE 5;
-- ====
-- 2:12: expected IF EXISTS or a table name, found the number 5
--     DROP TABLE 5;
--                ^
