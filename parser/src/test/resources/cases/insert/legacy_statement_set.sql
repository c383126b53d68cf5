BEGIN STATEMENT SET;
INSERT INTO a SELECT 1;
INSERT OVERWRITE b SELECT 2;
END;
SELECT 1
-- ====
-- StatementSet  @1:1+77
--   inserts: Insert  @2:1+22
--     target: a  @2:13+1
--     query: [SELECT 1]  @2:15+8
--   inserts: Insert  @3:1+27
--     target: b  @3:18+1
--     overwrite
--     query: [SELECT 2]  @3:20+8
-- Query  @5:1+8
--   query: [SELECT 1]  @5:1+8
