-- expect: error 2:7
CREATE
-- ====
-- 2:7: expected one of TEMPORARY, TABLE, VIEW, FUNCTION, CATALOG or DATABASE, found the end of the script
--     CREATE
--           ^
