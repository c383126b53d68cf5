-- expect: error 2:53
CREATE TABLE t (ts TIMESTAMP(3), WATERMARK FOR ts AS);
-- ====
-- 2:53: expected an expression, found ")"
--     CREATE TABLE t (ts TIMESTAMP(3), WATERMARK FOR ts AS);
--                                                         ^
