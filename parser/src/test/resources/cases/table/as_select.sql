CREATE TABLE a WITH ('connector' = 'filesystem') AS
SELECT x, y FROM t WHERE x IN (1, 2);
-- ====
-- CreateTable  @1:1+88
--   name: a  @1:14+1
--   options: Options
--     entries: Entry
--       key: 'connector'  @1:22+11
--       value: 'filesystem'  @1:36+12
--   query: [SELECT x, y FROM t WHERE x IN (1, 2)]  @2:1+36
