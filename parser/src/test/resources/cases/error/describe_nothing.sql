-- expect: error 2:9
DESCRIBE;
-- ====
-- 2:9: expected one of JOB, CONNECTOR, FUNCTION, CATALOG, DATABASE, EXTENDED or a table name, found ";"
--     DESCRIBE;
--             ^
