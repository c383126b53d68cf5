-- expect: error 2:1
SELCT 1;
-- ====
-- 2:1: expected a statement, found "SELCT"
--     SELCT 1;
--     ^^^^^
-- hint: did you mean "SELECT"?
