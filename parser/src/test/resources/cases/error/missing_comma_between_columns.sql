-- expect: error 2:23
CREATE TABLE t (a INT b INT);
-- ====
-- 2:23: expected one of NOT NULL, METADATA, PRIMARY KEY, COMMENT, "," or ")", found "b"
--     CREATE TABLE t (a INT b INT);
--                           ^
