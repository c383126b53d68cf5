/* a */ CREATE -- b
TABLE /* c ; */ t /**/ ( /* ' */ a /* " */ INT -- ); '
 , /***/ b /* ` */ AS /* inside */ a /* + */ + 1 /* after */ ) /* ** */ WITH ( 'k' /* x */ = /* y */ 'v' -- z
 ) -- end;
;
-- ====
-- CreateTable  @1:9+179
--   name: t  @2:17+1
--   columns: Physical  @2:34+13
--     name: a  @2:34+1
--     type: INT  @2:44+3
--   columns: Computed  @3:10+39
--     name: b  @3:10+1
--     expression: [a /* + */ + 1]  @3:36+13
--   options: Options
--     entries: Entry
--       key: 'k'  @3:80+3
--       value: 'v'  @3:102+3
