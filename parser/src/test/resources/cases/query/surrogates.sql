SELECT '😀😀' AS a, `𝛼` FROM t; SELECT 2;
-- ====
-- Query  @1:1+28
--   query: [SELECT '😀😀' AS a, `𝛼` FROM t]  @1:1+28
-- Query  @1:31+8
--   query: [SELECT 2]  @1:31+8
