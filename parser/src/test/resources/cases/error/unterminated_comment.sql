-- expect: error 2:18
SELECT 1; SELECT /* 2;
SELECT 3;
-- ====
-- Query  @2:1+8
--   query: [SELECT 1]  @2:1+8
-- 2:18: the comment that starts here is never closed
--     SELECT 1; SELECT /* 2;
--                      ^^
-- hint: a comment that starts with "/*" ends with "*/"
