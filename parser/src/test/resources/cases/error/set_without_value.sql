-- expect: error 2:11
SET 'a' = ;
-- ====
-- 2:11: expected a value, found ";"
--     SET 'a' = ;
--               ^
