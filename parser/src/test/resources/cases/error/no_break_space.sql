-- expect: error 2:7
SELECT 1;
-- ====
-- 2:7: unexpected character " " U+00A0 (NO-BREAK SPACE)
--     SELECT 1;
--           ^
-- hint: outside strings, comments and backticks only letters, digits and SQL's signs may stand
