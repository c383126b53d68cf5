INSERT INTO t /*+ */ SELECT 1;
-- ====
-- Insert  @1:1+29
--   target: t  @1:13+1
--   query: [SELECT 1]  @1:22+8
