SELECT /*+ STATE_TTL('a' = '1d') */ a, -- one ; two
 /* ; */ b FROM t /*+ OPTIONS('k' = 'v;w') */;
-- ====
-- Query  @1:1+97
--   query: [SELECT /*+ STATE_TTL('a' = '1d') */ a, -- one ; two /* ; */ b FROM t /*+ OPTIONS('k' = 'v;w') */]  @1:1+97
