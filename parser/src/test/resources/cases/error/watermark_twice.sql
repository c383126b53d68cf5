-- expect: error 2:58
CREATE TABLE t (ts TIMESTAMP(3), WATERMARK FOR ts AS ts, WATERMARK FOR ts AS ts);
-- ====
-- 2:58: a table has one watermark only
--     CREATE TABLE t (ts TIMESTAMP(3), WATERMARK FOR ts AS ts, WATERMARK FOR ts AS ts);
--                                                              ^^^^^^^^^^^^^^^^^^^^^^
-- hint: the other one is at 2:34
