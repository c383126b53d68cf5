-- A filter above SESSION stays above: the row that it takes away has made the session longer.
CREATE TABLE events (id INT, ts TIMESTAMP(3), k STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/touching.json', 'format' = 'json');

SELECT k, window_start, window_end, COUNT(*) AS n
FROM TABLE(SESSION(TABLE events PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND)) WHERE id <> 2
GROUP BY k, window_start, window_end;
---- duckdb
none: DuckDB has no sessions
---- rows
k STRING | window_start TIMESTAMP(3) NOT NULL | window_end TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL
a | 2024-01-01 00:00:00 | 2024-01-01 00:00:20 | 1
a | 2024-01-01 00:00:20.001 | 2024-01-01 00:00:30.001 | 1
