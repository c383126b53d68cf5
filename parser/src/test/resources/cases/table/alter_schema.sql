ALTER TABLE t ADD b INT COMMENT 'second';
ALTER TABLE t ADD (b INT FIRST, c AS a + 1 COMMENT 'sum', d STRING METADATA FROM 'key' VIRTUAL AFTER b, PRIMARY KEY (b) NOT ENFORCED, WATERMARK FOR ts AS ts - INTERVAL '1' SECOND);
ALTER TABLE IF EXISTS t MODIFY (b BIGINT NOT NULL, WATERMARK FOR ts AS ts);
ALTER TABLE t MODIFY b STRING AFTER c;
ALTER TABLE t DROP b;
ALTER TABLE t DROP (b, `c`);
ALTER TABLE t DROP PRIMARY KEY;
ALTER TABLE t DROP CONSTRAINT ct;
ALTER TABLE t DROP WATERMARK;
ALTER TABLE t RENAME a TO b;
CREATE OR REPLACE TABLE t (a INT) WITH ('connector' = 'datagen');
CREATE OR REPLACE TEMPORARY TABLE t WITH ('connector' = 'print') AS SELECT 1;
SELECT first, after FROM t;
-- ====
-- AlterTableSchema  @1:1+40
--   name: t  @1:13+1
--   change: Define
--     columns: PlacedColumn
--       column: Physical  @1:19+22
--         name: b  @1:19+1
--         type: INT  @1:21+3
--         comment: second
-- AlterTableSchema  @2:1+179
--   name: t  @2:13+1
--   change: Define
--     columns: PlacedColumn
--       column: Physical  @2:20+5
--         name: b  @2:20+1
--         type: INT  @2:22+3
--       place: Place
--     columns: PlacedColumn
--       column: Computed  @2:33+24
--         name: c  @2:33+1
--         expression: [a + 1]  @2:38+5
--         comment: sum
--     columns: PlacedColumn
--       column: Metadata  @2:59+36
--         name: d  @2:59+1
--         type: STRING  @2:61+6
--         key: 'key'  @2:82+5
--         virtual
--       place: Place
--         after: b  @2:102+1
--     primaryKey: PrimaryKey  @2:105+28
--       columns: b  @2:118+1
--     watermark: WatermarkDefinition  @2:135+44
--       column: ts  @2:149+2
--       expression: [ts - INTERVAL '1' SECOND]  @2:155+24
-- AlterTableSchema  @3:1+74
--   name: t  @3:23+1
--   ifExists
--   change: Define
--     isModify
--     columns: PlacedColumn
--       column: Physical  @3:33+17
--         name: b  @3:33+1
--         type: BIGINT NOT NULL  @3:35+15
--     watermark: WatermarkDefinition  @3:52+22
--       column: ts  @3:66+2
--       expression: [ts]  @3:72+2
-- AlterTableSchema  @4:1+37
--   name: t  @4:13+1
--   change: Define
--     isModify
--     columns: PlacedColumn
--       column: Physical  @4:22+8
--         name: b  @4:22+1
--         type: STRING  @4:24+6
--       place: Place
--         after: c  @4:37+1
-- AlterTableSchema  @5:1+20
--   name: t  @5:13+1
--   change: Drop
--     columns: b  @5:20+1
-- AlterTableSchema  @6:1+27
--   name: t  @6:13+1
--   change: Drop
--     columns: b  @6:21+1
--     columns: c  @6:24+3
-- AlterTableSchema  @7:1+30
--   name: t  @7:13+1
--   change: Drop
--     isKey
-- AlterTableSchema  @8:1+32
--   name: t  @8:13+1
--   change: Drop
--     isKey
-- AlterTableSchema  @9:1+28
--   name: t  @9:13+1
--   change: Drop
--     isWatermark
-- AlterTableSchema  @10:1+27
--   name: t  @10:13+1
--   change: RenameColumn
--     from: a  @10:22+1
--     to: b  @10:27+1
-- CreateTable  @11:1+64
--   name: t  @11:25+1
--   orReplace
--   columns: Physical  @11:28+5
--     name: a  @11:28+1
--     type: INT  @11:30+3
--   options: Options
--     entries: Entry
--       key: 'connector'  @11:41+11
--       value: 'datagen'  @11:55+9
-- CreateTable  @12:1+76
--   name: t  @12:35+1
--   temporary
--   orReplace
--   options: Options
--     entries: Entry
--       key: 'connector'  @12:43+11
--       value: 'print'  @12:57+7
--   query: [SELECT 1]  @12:69+8
-- Query  @13:1+26
--   query: [SELECT first, after FROM t]  @13:1+26
