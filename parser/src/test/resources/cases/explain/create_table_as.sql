EXPLAIN CREATE TABLE t AS SELECT 1;
-- ====
-- Explain  @1:1+34
--   topic: PLAN
--   statement: CreateTable  @1:9+26
--     name: t  @1:22+1
--     query: [SELECT 1]  @1:27+8
