-- expect: error 2:18
CREATE TABLE t (a, b INT);
-- ====
-- 2:18: expected AS or a type, found ","
--     CREATE TABLE t (a, b INT);
--                      ^
-- hint: only CREATE TABLE … AS SELECT takes a list of nothing but names
