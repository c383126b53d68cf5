EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;
EXPLAIN EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END;
-- ====
-- Explain  @1:1+79
--   topic: PLAN
--   statement: StatementSet  @1:9+71
--     inserts: Insert  @1:29+22
--       target: a  @1:41+1
--       query: [SELECT 1]  @1:43+8
--     inserts: Insert  @1:53+22
--       target: b  @1:65+1
--       query: [SELECT 2]  @1:67+8
-- Explain  @2:1+63
--   topic: PLAN
--   statement: StatementSet  @2:9+55
--     inserts: Insert  @2:37+22
--       target: a  @2:49+1
--       query: [SELECT 1]  @2:51+8
