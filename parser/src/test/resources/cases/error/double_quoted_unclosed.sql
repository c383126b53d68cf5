-- expect: error 3:8
SELECT 1;
SELECT "abc FROM t;
-- ====
-- Query  @2:1+8
--   query: [SELECT 1]  @2:1+8
-- 3:8: double quotes enclose neither strings nor names
--     SELECT "abc FROM t;
--            ^^^^^^^^^^^^
-- hint: a string is written 'text', a name `text`
