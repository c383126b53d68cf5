-- expect: error 2:35
CREATE FUNCTION f AS 'F' LANGUAGE RUBY;
-- ====
-- 2:35: there is no language "RUBY"
--     CREATE FUNCTION f AS 'F' LANGUAGE RUBY;
--                                       ^^^^
-- hint: a function is written in JAVA, SCALA or PYTHON
