-- expect: error 3:1
DROP TABLE a
DROP TABLE b;
-- ====
-- 3:1: expected the end of the statement, found "DROP"
--     DROP TABLE b;
--     ^^^^
-- hint: statements are separated by ";"
