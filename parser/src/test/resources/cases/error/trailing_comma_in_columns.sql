-- expect: error 2:23
CREATE TABLE t (a INT,);
-- ====
-- 2:23: expected one of a column name, WATERMARK FOR or PRIMARY KEY, found ")"
--     CREATE TABLE t (a INT,);
--                           ^
