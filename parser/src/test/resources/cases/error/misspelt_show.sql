-- expect: error 2:6
SHOW TABELS;
-- ====
-- 2:6: expected one of CREATE, CURRENT, TABLES, VIEWS, DATABASES, USER, FUNCTIONS, COLUMNS, CATALOGS, FULL, MODULES, JARS, JOBS, CONNECTORS, CHECKPOINTS or OPERATORS, found "TABELS"
--     SHOW TABELS;
--          ^^^^^^
-- hint: did you mean "TABLES"?
