-- variable: PATH_IN=1
-- expect: error 3:18
SELECT 1; SELECT ${PATH_INN};
-- ====
-- 3:18: variable "PATH_INN" has no value
--     SELECT 1; SELECT ${PATH_INN};
--                      ^^^^^^^^^^^
-- hint: did you mean "PATH_IN"?
