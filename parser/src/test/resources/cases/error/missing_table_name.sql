-- expect: error 2:14
CREATE TABLE (a INT);
-- ====
-- 2:14: expected IF NOT EXISTS or a table name, found "("
--     CREATE TABLE (a INT);
--                  ^
