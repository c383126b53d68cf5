-- expect: error 2:44
CREATE TABLE t (ts TIMESTAMP(3), WATERMARK ts AS ts);
-- ====
-- 2:44: expected FOR, found "ts"
--     CREATE TABLE t (ts TIMESTAMP(3), WATERMARK ts AS ts);
--                                                ^^
