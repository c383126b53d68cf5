CREATE TABLE t (
  a INT METADATA,
  b INT METADATA VIRTUAL,
  c INT METADATA FROM 'x.y',
  d INT NOT NULL METADATA FROM 'z' VIRTUAL COMMENT 'd'
);
-- ====
-- CreateTable  @1:1+146
--   name: t  @1:14+1
--   columns: Metadata  @2:3+14
--     name: a  @2:3+1
--     type: INT  @2:5+3
--   columns: Metadata  @3:3+22
--     name: b  @3:3+1
--     type: INT  @3:5+3
--     virtual
--   columns: Metadata  @4:3+25
--     name: c  @4:3+1
--     type: INT  @4:5+3
--     key: 'x.y'  @4:23+5
--   columns: Metadata  @5:3+52
--     name: d  @5:3+1
--     type: INT NOT NULL  @5:5+12
--     key: 'z'  @5:32+3
--     virtual
--     comment: d
