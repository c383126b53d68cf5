-- expect: error 2:6
BEGIN;
-- ====
-- 2:6: expected STATEMENT, found ";"
--     BEGIN;
--          ^
