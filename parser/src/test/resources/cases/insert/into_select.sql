INSERT INTO t SELECT * FROM s;
-- ====
-- Insert  @1:1+29
--   target: t  @1:13+1
--   query: [SELECT * FROM s]  @1:15+15
