SELECT 1;
SELECT
  2;
-- ====
-- Query  @1:1+8
--   query: [SELECT 1]  @1:1+8
-- Query  @2:1+11
--   query: [SELECT 2]  @2:1+11
