-- expect: error 3:5
CREATE TABLE t (ts TIMESTAMP(3), WATERMARK FOR ts AS ts,
    WATERMARK FOR ts
      AS ts);
-- ====
-- 3:5: a table has one watermark only
--     WATERMARK FOR ts
--     ^^^^^^^^^^^^^^^^ … to 4:12
-- hint: the other one is at 2:34
