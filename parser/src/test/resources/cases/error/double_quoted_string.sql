-- expect: error 2:8
SELECT "abc" FROM t;
-- ====
-- 2:8: double quotes enclose neither strings nor names
--     SELECT "abc" FROM t;
--            ^^^^^
-- hint: a string is written 'abc', a name `abc`
