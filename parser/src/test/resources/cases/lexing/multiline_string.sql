SELECT 'a
b;
-- c
/* d */' FROM t;
-- ====
-- Query  @1:1+33
--   query: [SELECT 'a b; -- c /* d */' FROM t]  @1:1+33
