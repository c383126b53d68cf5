-- A file goes on where the one before it ends; its late row is dropped all the same.
CREATE TABLE readings (ts TIMESTAMP(3), n INT, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/days', 'format' = 'csv', 'source.files-in-time-order' = 'true');

SELECT window_start, COUNT(*) AS readings, SUM(n) AS total
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
---- duckdb
none: it knows no lateness
---- rows
window_start TIMESTAMP(3) NOT NULL | readings BIGINT NOT NULL | total INT
2024-03-01 10:00:00 | 2 | 3
2024-03-01 10:01:00 | 2 | 7
2024-03-01 10:02:00 | 1 | 5
