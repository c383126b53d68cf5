-- expect: error 2:8
EXPLAIN;
-- ====
-- 2:8: expected one of ANALYZE, UPGRADE, GUARANTEE, PORTABILITY, PLAN, CHANGELOG_MODE, ESTIMATED_COST, JSON_EXECUTION_PLAN, PLAN_ADVICE or a statement with a query, found ";"
--     EXPLAIN;
--            ^
