-- expect: error 2:8
SELECT ;
-- ====
-- 2:8: unexpected character U+0001 (START OF HEADING)
--     SELECT �;
--            ^
-- hint: outside strings, comments and backticks only letters, digits and SQL's signs may stand
