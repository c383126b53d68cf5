-- expect: error 2:13
SHOW TABLES please;
-- ====
-- 2:13: expected one of FROM, IN, NOT, ILIKE, LIKE or the end of the statement, found "please"
--     SHOW TABLES please;
--                 ^^^^^^
