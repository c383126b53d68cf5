SELECT 1;
-- ====
-- Query  @1:2+8
--   query: [SELECT 1]  @1:2+8
