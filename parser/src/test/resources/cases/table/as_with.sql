CREATE TABLE IF NOT EXISTS a AS WITH q AS (SELECT 1 AS x) SELECT * FROM q;
-- ====
-- CreateTable  @1:1+73
--   name: a  @1:28+1
--   ifNotExists
--   query: [WITH q AS (SELECT 1 AS x) SELECT * FROM q]  @1:33+41
