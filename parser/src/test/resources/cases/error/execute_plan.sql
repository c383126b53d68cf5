-- expect: error 2:9
EXECUTE PLAN 'x';
-- ====
-- 2:9: EXECUTE PLAN is not supported
--     EXECUTE PLAN 'x';
--             ^^^^
-- hint: run the INSERT itself; a job keeps its plan over restarts
