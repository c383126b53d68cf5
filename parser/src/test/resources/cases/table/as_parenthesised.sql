CREATE TABLE a AS (SELECT 1);
-- ====
-- CreateTable  @1:1+28
--   name: a  @1:14+1
--   query: [(SELECT 1)]  @1:19+10
