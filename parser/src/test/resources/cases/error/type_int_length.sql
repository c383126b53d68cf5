-- expect: error 2:22
CREATE TABLE t (a INT(11));
-- ====
-- 2:22: type INT takes no length or precision
--     CREATE TABLE t (a INT(11));
--                          ^^^^
