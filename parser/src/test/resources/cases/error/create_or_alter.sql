-- expect: error 2:17
CREATE OR ALTER MATERIALIZED TABLE t AS SELECT 1;
-- ====
-- 2:17: CREATE MATERIALIZED TABLE is not supported
--     CREATE OR ALTER MATERIALIZED TABLE t AS SELECT 1;
--                     ^^^^^^^^^^^^
-- hint: an INSERT into a table keeps a result up to date in the same way
