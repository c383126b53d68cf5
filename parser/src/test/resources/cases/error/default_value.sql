-- expect: error 2:23
CREATE TABLE t (a INT DEFAULT 5);
-- ====
-- 2:23: expected one of NOT NULL, METADATA, PRIMARY KEY, COMMENT, "," or ")", found "DEFAULT"
--     CREATE TABLE t (a INT DEFAULT 5);
--                           ^^^^^^^
