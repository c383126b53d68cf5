-- expect: error 2:1
= 1;
-- ====
-- 2:1: expected a statement, found "="
--     = 1;
--     ^
