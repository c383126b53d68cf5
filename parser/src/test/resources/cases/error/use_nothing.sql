-- expect: error 2:4
USE;
-- ====
-- 2:4: expected one of CATALOG, MODULES or a database name, found ";"
--     USE;
--        ^
