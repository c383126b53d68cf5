CREATE TEMPORARY VIEW IF NOT EXISTS c.d.v (a, `b c`) COMMENT 'a view' AS WITH q AS (SELECT 1) SELECT * FROM q ORDER BY 1;
-- ====
-- CreateView  @1:1+120
--   name: c.d.v  @1:37+5
--   temporary
--   ifNotExists
--   columns: a  @1:44+1
--   columns: `b c`  @1:47+5
--   comment: a view
--   query: [WITH q AS (SELECT 1) SELECT * FROM q ORDER BY 1]  @1:74+47
