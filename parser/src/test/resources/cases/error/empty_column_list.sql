-- expect: error 2:17
CREATE TABLE t ();
-- ====
-- 2:17: expected one of a column name, WATERMARK FOR or PRIMARY KEY, found ")"
--     CREATE TABLE t ();
--                     ^
