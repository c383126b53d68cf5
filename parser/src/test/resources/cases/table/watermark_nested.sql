CREATE TABLE t (
  r ROW<x ROW<ts TIMESTAMP(3)>>,
  WATERMARK FOR r.x.ts AS r.x.ts - INTERVAL '1' MINUTE
);
-- ====
-- CreateTable  @1:1+106
--   name: t  @1:14+1
--   columns: Physical  @2:3+29
--     name: r  @2:3+1
--     type: ROW<x ROW<ts TIMESTAMP(3)>>  @2:5+27
--   watermark: WatermarkDefinition  @3:3+52
--     column: r.x.ts  @3:17+6
--     expression: [r.x.ts - INTERVAL '1' MINUTE]  @3:27+28
