SELECT 1;
-- ====
-- Query  @1:1+8
--   query: [SELECT 1]  @1:1+8
