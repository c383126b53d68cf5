-- A late row that touches a session which is still open belongs to it.
CREATE TABLE events (id INT, ts TIMESTAMP(3), k STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/late-row.json', 'format' = 'json');

SELECT window_start, window_end, COUNT(*) AS n
FROM TABLE(SESSION(TABLE events PARTITION BY k, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY k, window_start, window_end;
---- duckdb
none: DuckDB has no sessions
---- rows
window_start TIMESTAMP(3) NOT NULL | window_end TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL
2024-01-01 00:00:01 | 2024-01-01 00:00:55 | 3
