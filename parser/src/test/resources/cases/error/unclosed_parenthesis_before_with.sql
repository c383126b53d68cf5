-- expect: error 2:23
CREATE TABLE t (a INT WITH ('k' = 'v');
-- ====
-- 2:23: expected one of NOT NULL, METADATA, PRIMARY KEY, COMMENT, "," or ")", found "WITH"
--     CREATE TABLE t (a INT WITH ('k' = 'v');
--                           ^^^^
