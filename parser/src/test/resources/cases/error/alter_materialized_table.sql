-- expect: error 2:7
ALTER MATERIALIZED TABLE m SUSPEND;
-- ====
-- 2:7: ALTER MATERIALIZED TABLE is not supported
--     ALTER MATERIALIZED TABLE m SUSPEND;
--           ^^^^^^^^^^^^
-- hint: an INSERT into a table keeps a result up to date in the same way
