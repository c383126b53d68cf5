-- expect: error 4:6
-- expect: error 5:6
SELECT 1;
SHOW NOTHING;
DROP t;
SELECT 2;
-- ====
-- Query  @3:1+8
--   query: [SELECT 1]  @3:1+8
-- 4:6: expected one of CREATE, CURRENT, TABLES, VIEWS, DATABASES, USER, FUNCTIONS, COLUMNS, CATALOGS, FULL, MODULES, JARS, JOBS, CONNECTORS, CHECKPOINTS or OPERATORS, found "NOTHING"
--     SHOW NOTHING;
--          ^^^^^^^
-- 5:6: expected one of TEMPORARY, TABLE, VIEW, FUNCTION, CATALOG or DATABASE, found "t"
--     DROP t;
--          ^
-- Query  @6:1+8
--   query: [SELECT 2]  @6:1+8
