-- expect: error 2:9
EXPLAIN DROP TABLE t;
-- ====
-- 2:9: expected one of ANALYZE, UPGRADE, GUARANTEE, PORTABILITY, PLAN, CHANGELOG_MODE, ESTIMATED_COST, JSON_EXECUTION_PLAN, PLAN_ADVICE or a statement with a query, found "DROP"
--     EXPLAIN DROP TABLE t;
--             ^^^^
