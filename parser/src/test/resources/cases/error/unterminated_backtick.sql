-- expect: error 2:8
SELECT `a FROM t;
SELECT 2;
-- ====
-- 2:8: the name in backticks that starts here is never closed
--     SELECT `a FROM t;
--            ^
-- hint: a backtick inside a name is written twice: `a``b`
