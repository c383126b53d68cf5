-- expect: error 2:9
EXPLAIN CHANGELOG_MOD SELECT 1;
-- ====
-- 2:9: expected one of ANALYZE, UPGRADE, GUARANTEE, PORTABILITY, PLAN, CHANGELOG_MODE, ESTIMATED_COST, JSON_EXECUTION_PLAN, PLAN_ADVICE or a statement with a query, found "CHANGELOG_MOD"
--     EXPLAIN CHANGELOG_MOD SELECT 1;
--             ^^^^^^^^^^^^^
-- hint: did you mean "CHANGELOG_MODE"?
