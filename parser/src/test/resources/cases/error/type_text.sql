-- expect: error 2:19
CREATE TABLE t (a TEXT);
-- ====
-- 2:19: there is no type "TEXT"
--     CREATE TABLE t (a TEXT);
--                       ^^^^
-- hint: the type is called STRING here
