EXECUTE STATEMENT SET
BEGIN
  INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM s; -- one;
  INSERT INTO b (c) VALUES (1);
END;
SELECT 1;
-- ====
-- StatementSet  @1:1+125
--   inserts: Insert  @3:3+50
--     target: a  @3:15+1
--     query: [SELECT CASE WHEN x THEN 1 END FROM s]  @3:17+36
--   inserts: Insert  @4:3+28
--     target: b  @4:15+1
--     columns: c  @4:18+1
--     query: [VALUES (1)]  @4:21+10
-- Query  @6:1+8
--   query: [SELECT 1]  @6:1+8
