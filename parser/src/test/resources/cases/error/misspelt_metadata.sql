-- expect: error 2:23
CREATE TABLE t (a INT METDATA);
-- ====
-- 2:23: expected one of NOT NULL, METADATA, PRIMARY KEY, COMMENT, "," or ")", found "METDATA"
--     CREATE TABLE t (a INT METDATA);
--                           ^^^^^^^
-- hint: did you mean "METADATA"?
