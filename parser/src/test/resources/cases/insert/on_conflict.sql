INSERT INTO t SELECT * FROM s JOIN u ON a = b ON CONFLICT DO DEDUPLICATE;
INSERT INTO t (VALUES (1)) on conflict do deduplicate;
INSERT INTO t SELECT * FROM conflict JOIN u ON conflict.a = b;
-- ====
-- Insert  @1:1+72
--   target: t  @1:13+1
--   query: [SELECT * FROM s JOIN u ON a = b]  @1:15+31
--   onConflict  @1:47+26
-- Insert  @2:1+53
--   target: t  @2:13+1
--   query: [(VALUES (1))]  @2:15+12
--   onConflict  @2:28+26
-- Insert  @3:1+61
--   target: t  @3:13+1
--   query: [SELECT * FROM conflict JOIN u ON conflict.a = b]  @3:15+47
