-- expect: error 3:8
SELECT 1;
SELECT 'abc FROM t;
SELECT 2;
-- ====
-- Query  @2:1+8
--   query: [SELECT 1]  @2:1+8
-- 3:8: the string that starts here is never closed
--     SELECT 'abc FROM t;
--            ^
-- hint: a quote inside a string is written twice: 'it''s'
