-- expect: error 2:8
SELECT ${X};
-- ====
-- 2:8: variable "X" has no value
--     SELECT ${X};
--            ^^^^
-- hint: give it a value with --var X=VALUE
