-- expect: error 2:8
CREATE SCHEMA s;
-- ====
-- 2:8: expected one of TEMPORARY, TABLE, VIEW, FUNCTION, CATALOG or DATABASE, found "SCHEMA"
--     CREATE SCHEMA s;
--            ^^^^^^
