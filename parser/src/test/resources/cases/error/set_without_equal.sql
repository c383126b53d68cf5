-- expect: error 2:9
SET 'a' 'b';
-- ====
-- 2:9: expected "=", found the string 'b'
--     SET 'a' 'b';
--             ^^^
