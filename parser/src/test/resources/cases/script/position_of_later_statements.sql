SELECT 1;

  SELECT 2; SELECT 3;
-- ====
-- Query  @1:1+8
--   query: [SELECT 1]  @1:1+8
-- Query  @3:3+8
--   query: [SELECT 2]  @3:3+8
-- Query  @3:13+8
--   query: [SELECT 3]  @3:13+8
