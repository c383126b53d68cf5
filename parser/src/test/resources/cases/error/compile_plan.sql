-- expect: error 2:1
COMPILE PLAN 'x' FOR INSERT INTO t SELECT 1;
-- ====
-- 2:1: COMPILE is not supported
--     COMPILE PLAN 'x' FOR INSERT INTO t SELECT 1;
--     ^^^^^^^
-- hint: EXPLAIN shows the plan of a statement; a job keeps its own
