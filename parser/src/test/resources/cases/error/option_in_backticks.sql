-- expect: error 2:30
CREATE TABLE t (a INT) WITH (`connector` = 'print');
-- ====
-- 2:30: expected an option key in single quotes or ")", found the name `connector`
--     CREATE TABLE t (a INT) WITH (`connector` = 'print');
--                                  ^^^^^^^^^^^
-- hint: write it in single quotes: 'connector'
