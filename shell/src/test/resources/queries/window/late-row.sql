-- Lateness is a property of the row: the third is late for its window, however the rows are batched.
CREATE TABLE events (id INT, ts TIMESTAMP(3), k STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/late-row.json', 'format' = 'json');

SELECT window_start, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
---- duckdb
none: DuckDB knows no late rows
---- rows
window_start TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL
2024-01-01 00:00:00 | 1
2024-01-01 00:00:20 | 1
