-- expect: error 2:9
ADD JAR /a/b.jar;
-- ====
-- 2:9: expected a path in single quotes, found "/"
--     ADD JAR /a/b.jar;
--             ^
-- hint: write it in single quotes: '/a/b.jar'
