-- expect: error 2:8
CREATE MATERIALIZED TABLE t AS SELECT 1;
-- ====
-- 2:8: CREATE MATERIALIZED TABLE is not supported
--     CREATE MATERIALIZED TABLE t AS SELECT 1;
--            ^^^^^^^^^^^^
-- hint: an INSERT into a table keeps a result up to date in the same way
