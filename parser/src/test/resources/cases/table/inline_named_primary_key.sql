CREATE TABLE t (id BIGINT NOT NULL CONSTRAINT k PRIMARY KEY NOT ENFORCED);
-- ====
-- CreateTable  @1:1+73
--   name: t  @1:14+1
--   columns: Physical  @1:17+56
--     name: id  @1:17+2
--     type: BIGINT NOT NULL  @1:20+15
--   primaryKey: PrimaryKey  @1:36+37
--     name: k  @1:47+1
--     columns: id  @1:17+2
