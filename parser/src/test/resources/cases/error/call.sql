-- expect: error 2:1
CALL f(1);
-- ====
-- 2:1: CALL is not supported
--     CALL f(1);
--     ^^^^
-- hint: there are no procedures
