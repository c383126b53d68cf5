SELECT a || b, c != d, e % 2, f[1], g => 1, ?, h.*, 1.5e-3, .5, 5., a <=> b FROM t;
-- ====
-- Query  @1:1+82
--   query: [SELECT a || b, c != d, e % 2, f[1], g => 1, ?, h.*, 1.5e-3, .5, 5., a <=> b FROM t]  @1:1+82
