-- every part of a table description
CREATE TEMPORARY TABLE IF NOT EXISTS cat.db.`my table` (
  id BIGINT NOT NULL COMMENT 'the key',
  name VARCHAR(20),
  price DECIMAL(10, 2) NULL,
  tags ARRAY<STRING NOT NULL>,
  attributes MAP<STRING, ROW<a INT 'first', b ARRAY<ROW(c TIMESTAMP_LTZ(3))>>>,
  ts TIMESTAMP(3) METADATA FROM 'timestamp' VIRTUAL,
  `offset` BIGINT METADATA VIRTUAL COMMENT 'where',
  total AS price * CAST(`offset` AS DECIMAL(10, 2)) COMMENT 'computed',
  kind AS CASE WHEN id > 3 THEN 'a, b' ELSE COALESCE(name, ')') END,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,
  CONSTRAINT pk PRIMARY KEY (id, name) NOT ENFORCED
) COMMENT 'a table' PARTITIONED BY (name, `offset`) WITH (
  'connector' = 'filesystem', -- where it lives
  'path' = 'file:///var/it''s;here'
);
-- ====
-- CreateTable  @2:1+747
--   name: cat.db.`my table`  @2:38+17
--   temporary
--   ifNotExists
--   columns: Physical  @3:3+36
--     name: id  @3:3+2
--     type: BIGINT NOT NULL  @3:6+15
--     comment: the key
--   columns: Physical  @4:3+16
--     name: name  @4:3+4
--     type: VARCHAR(20)  @4:8+11
--   columns: Physical  @5:3+25
--     name: price  @5:3+5
--     type: DECIMAL(10, 2)  @5:9+19
--   columns: Physical  @6:3+27
--     name: tags  @6:3+4
--     type: ARRAY<STRING NOT NULL>  @6:8+22
--   columns: Physical  @7:3+76
--     name: attributes  @7:3+10
--     type: MAP<STRING, ROW<a INT 'first', b ARRAY<ROW<c TIMESTAMP_LTZ(3)>>>>  @7:14+65
--   columns: Metadata  @8:3+49
--     name: ts  @8:3+2
--     type: TIMESTAMP(3)  @8:6+12
--     key: 'timestamp'  @8:33+11
--     virtual
--   columns: Metadata  @9:3+48
--     name: `offset`  @9:3+8
--     type: BIGINT  @9:12+6
--     virtual
--     comment: where
--   columns: Computed  @10:3+68
--     name: total  @10:3+5
--     expression: [price * CAST(`offset` AS DECIMAL(10, 2))]  @10:12+40
--     comment: computed
--   columns: Computed  @11:3+65
--     name: kind  @11:3+4
--     expression: [CASE WHEN id > 3 THEN 'a, b' ELSE COALESCE(name, ')') END]  @11:11+57
--   primaryKey: PrimaryKey  @13:3+49
--     name: pk  @13:14+2
--     columns: id  @13:30+2
--     columns: name  @13:34+4
--   watermark: WatermarkDefinition  @12:3+44
--     column: ts  @12:17+2
--     expression: [ts - INTERVAL '5' SECOND]  @12:23+24
--   comment: a table
--   partitionKeys: name  @14:37+4
--   partitionKeys: `offset`  @14:43+8
--   options: Options
--     entries: Entry
--       key: 'connector'  @15:3+11
--       value: 'filesystem'  @15:17+12
--     entries: Entry
--       key: 'path'  @16:3+6
--       value: 'file:///var/it''s;here'  @16:12+24
