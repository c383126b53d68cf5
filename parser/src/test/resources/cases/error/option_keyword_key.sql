-- expect: error 2:30
CREATE TABLE t (a INT) WITH (format = 'json', path = 'x');
-- ====
-- 2:30: expected an option key in single quotes or ")", found "format"
--     CREATE TABLE t (a INT) WITH (format = 'json', path = 'x');
--                                  ^^^^^^
-- hint: write it in single quotes: 'format'
