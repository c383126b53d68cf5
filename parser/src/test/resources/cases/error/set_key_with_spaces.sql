-- expect: error 2:5
SET my key = 5;
-- ====
-- 2:5: "my key" is no key of a setting
--     SET my key = 5;
--         ^^^^^^
-- hint: write SET 'key' = 'value'
