CREATE TABLE t WITH ('connector' = 'print');
-- ====
-- CreateTable  @1:1+43
--   name: t  @1:14+1
--   options: Options
--     entries: Entry
--       key: 'connector'  @1:22+11
--       value: 'print'  @1:36+7
