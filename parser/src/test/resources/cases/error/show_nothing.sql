-- expect: error 2:5
SHOW;
-- ====
-- 2:5: expected one of CREATE, CURRENT, TABLES, VIEWS, DATABASES, USER, FUNCTIONS, COLUMNS, CATALOGS, FULL, MODULES, JARS, JOBS, CONNECTORS or CHECKPOINTS, found ";"
--     SHOW;
--         ^
