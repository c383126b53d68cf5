TABLE t;
-- ====
-- Query  @1:1+7
--   query: [TABLE t]  @1:1+7
