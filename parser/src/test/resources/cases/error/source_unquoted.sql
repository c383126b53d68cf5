-- expect: error 2:8
SOURCE file.sql;
-- ====
-- 2:8: expected a path in single quotes, found "file"
--     SOURCE file.sql;
--            ^^^^
-- hint: write it in single quotes: 'file.sql'
