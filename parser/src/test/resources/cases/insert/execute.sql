EXECUTE INSERT INTO t SELECT 1; EXECUTE SELECT 1;
-- ====
-- Insert  @1:9+22
--   target: t  @1:21+1
--   query: [SELECT 1]  @1:23+8
-- Query  @1:41+8
--   query: [SELECT 1]  @1:41+8
