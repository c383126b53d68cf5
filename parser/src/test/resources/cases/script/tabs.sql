-- expect: error 2:15
	CREATE	TABLE	(a INT);
-- ====
-- 2:15: expected IF NOT EXISTS or a table name, found "("
--     CREATE  TABLE   (a INT);
--                     ^
