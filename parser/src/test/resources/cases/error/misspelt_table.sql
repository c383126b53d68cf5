-- expect: error 2:8
CREATE TABEL t (a INT);
-- ====
-- 2:8: expected one of TEMPORARY, TABLE, VIEW, FUNCTION, CATALOG or DATABASE, found "TABEL"
--     CREATE TABEL t (a INT);
--            ^^^^^
-- hint: did you mean "TABLE"?
