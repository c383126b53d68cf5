CREATE VIEW v AS SELECT * FROM t;
-- ====
-- CreateView  @1:1+32
--   name: v  @1:13+1
--   query: [SELECT * FROM t]  @1:18+15
