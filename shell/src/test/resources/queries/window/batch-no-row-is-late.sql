-- In batch mode no row is late, whatever its table's watermark says.
SET 'execution.runtime-mode' = 'batch';
CREATE TABLE events (id INT, ts TIMESTAMP(3), k STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/late-row.json', 'format' = 'json');

SELECT window_start, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
---- duckdb
SELECT time_bucket(INTERVAL '10 seconds', ts) AS window_start, count(*) FROM events GROUP BY ALL
---- rows
window_start TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL
2024-01-01 00:00:00 | 2
2024-01-01 00:00:20 | 1
