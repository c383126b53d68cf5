SELECT comment, 
  t.comment FROM t;
-- ====
-- Query  @1:1+35
--   query: [SELECT comment, t.comment FROM t]  @1:1+35
