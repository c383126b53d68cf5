-- expect: error 2:19
CREATE TABLE t (a `INT`);
-- ====
-- 2:19: expected one of ",", ")", AS or a type, found the name `INT`
--     CREATE TABLE t (a `INT`);
--                       ^^^^^
