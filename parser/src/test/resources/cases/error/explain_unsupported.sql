-- expect: error 2:17
EXPLAIN EXECUTE PLAN 'x';
-- ====
-- 2:17: EXECUTE PLAN is not supported
--     EXPLAIN EXECUTE PLAN 'x';
--                     ^^^^
-- hint: run the INSERT itself; a job keeps its plan over restarts
