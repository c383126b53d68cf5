-- expect: error 2:30
CREATE TABLE t (a INT) WITH ("connector" = 'x');
-- ====
-- 2:30: double quotes enclose neither strings nor names
--     CREATE TABLE t (a INT) WITH ("connector" = 'x');
--                                  ^^^^^^^^^^^
-- hint: a string is written 'connector', a name `connector`
