CREATE TABLE a (x INT) WITH ('k' = 'v') LIKE db.b (
  INCLUDING ALL EXCLUDING OPTIONS
  OVERWRITING WATERMARKS
  INCLUDING GENERATED
);
-- ====
-- CreateTable  @1:1+134
--   name: a  @1:14+1
--   columns: Physical  @1:17+5
--     name: x  @1:17+1
--     type: INT  @1:19+3
--   options: Options
--     entries: Entry
--       key: 'k'  @1:30+3
--       value: 'v'  @1:36+3
--   like: TableLike  @1:41+94
--     source: db.b  @1:46+4
--     rules: Rule  @2:3+13
--       merge: INCLUDING
--       feature: ALL
--     rules: Rule  @2:17+17
--       merge: EXCLUDING
--       feature: OPTIONS
--     rules: Rule  @3:3+22
--       merge: OVERWRITING
--       feature: WATERMARKS
--     rules: Rule  @4:3+19
--       merge: INCLUDING
--       feature: GENERATED
