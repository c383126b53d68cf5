-- expect: error 2:1
CRATE TABEL t (a INT);
-- ====
-- 2:1: expected a statement, found "CRATE"
--     CRATE TABEL t (a INT);
--     ^^^^^
-- hint: did you mean "CREATE"?
