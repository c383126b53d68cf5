WITH a AS (SELECT 1), b (x) AS (SELECT 2) SELECT * FROM a, b;
-- ====
-- Query  @1:1+60
--   query: [WITH a AS (SELECT 1), b (x) AS (SELECT 2) SELECT * FROM a, b]  @1:1+60
