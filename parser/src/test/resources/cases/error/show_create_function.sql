-- expect: error 2:13
SHOW CREATE FUNCTION f;
-- ====
-- 2:13: SHOW CREATE FUNCTION is not supported
--     SHOW CREATE FUNCTION f;
--                 ^^^^^^^^
-- hint: drop and create it instead
