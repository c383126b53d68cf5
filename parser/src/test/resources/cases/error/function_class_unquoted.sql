-- expect: error 2:22
CREATE FUNCTION f AS com.x.F;
-- ====
-- 2:22: expected a class name in single quotes, found "com"
--     CREATE FUNCTION f AS com.x.F;
--                          ^^^
-- hint: write it in single quotes: 'com.x.F'
