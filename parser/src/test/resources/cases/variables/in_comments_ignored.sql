-- ${NOPE} and ${
/* ${NOPE} */ SELECT 1;
-- ====
-- Query  @2:15+8
--   query: [SELECT 1]  @2:15+8
