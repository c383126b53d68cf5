CREATE TABLE a LIKE b;
-- ====
-- CreateTable  @1:1+21
--   name: a  @1:14+1
--   like: TableLike  @1:16+6
--     source: b  @1:21+1
