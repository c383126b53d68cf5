-- expect: error 2:15
SET 'a' = 'b' c;
-- ====
-- 2:15: expected the end of the statement, found "c"
--     SET 'a' = 'b' c;
--                   ^
