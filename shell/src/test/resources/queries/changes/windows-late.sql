-- A row that leaves a window which has ended is late, as a row that comes is: it has counted. What
-- counts is the watermark before the change: 1 has left for b at 3 s before 25 s came; 2 leaves too
-- late, and so does 1 again; 3 has left its window for a later time, and from there for an end; its
-- last time is too late to count. 4 has come and gone.
CREATE TABLE c (id INT, k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/late-changes.json', 'format' = 'debezium-json');

SELECT window_start, k, COUNT(*) AS n, MIN(id) AS least
FROM TABLE(TUMBLE(TABLE c, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
---- duckdb
none: DuckDB knows no late rows
---- rows
window_start TIMESTAMP(3) NOT NULL | k STRING | n BIGINT NOT NULL | least INT
2024-01-01 00:00:00 | a | 1 | 2
2024-01-01 00:00:00 | b | 1 | 1
2024-01-01 00:00:20 | b | 1 | 1
