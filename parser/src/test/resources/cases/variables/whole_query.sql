-- variable: Q=SELECT a, b FROM t
${Q} WHERE x; SELECT 2;
-- ====
-- Query  @2:1+12
--   query: [SELECT a, b FROM t WHERE x]  @2:1+12
-- Query  @2:15+8
--   query: [SELECT 2]  @2:15+8
