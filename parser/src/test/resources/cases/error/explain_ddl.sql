-- expect: error 2:9
EXPLAIN CREATE TABLE t (a INT);
-- ====
-- 2:9: only a statement with a query has a plan to explain
--     EXPLAIN CREATE TABLE t (a INT);
--             ^^^^^^^^^^^^^^^^^^^^^^
-- hint: EXPLAIN takes a query, INSERT, statement set, or CREATE TABLE … AS
