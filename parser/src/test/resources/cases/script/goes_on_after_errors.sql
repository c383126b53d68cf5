-- expect: error 3:1
-- expect: error 5:14
SELCT 1; SELECT 2;
SELECT 3;
CREATE TABLE (a INT); SELECT 4;
-- ====
-- 3:1: expected a statement, found "SELCT"
--     SELCT 1; SELECT 2;
--     ^^^^^
-- hint: did you mean "SELECT"?
-- Query  @3:10+8
--   query: [SELECT 2]  @3:10+8
-- Query  @4:1+8
--   query: [SELECT 3]  @4:1+8
-- 5:14: expected IF NOT EXISTS or a table name, found "("
--     CREATE TABLE (a INT); SELECT 4;
--                  ^
-- Query  @5:23+8
--   query: [SELECT 4]  @5:23+8
