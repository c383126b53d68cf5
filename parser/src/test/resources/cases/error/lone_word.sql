-- expect: error 2:1
hello;
-- ====
-- 2:1: expected a statement, found "hello"
--     hello;
--     ^^^^^
