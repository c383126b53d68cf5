-- expect: error 2:1
ANALYZE TABLE t COMPUTE STATISTICS;
-- ====
-- 2:1: ANALYZE is not supported
--     ANALYZE TABLE t COMPUTE STATISTICS;
--     ^^^^^^^
-- hint: statistics are not needed; leave the statement out
