-- The same changes as replacements by key, which tell no old rows: what leaves is known from before.
SET 'table.exec.source.cdc-events-duplicate' = 'true';
CREATE TABLE c (id INT, k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/late-changes.json', 'format' = 'debezium-json');

SELECT window_start, k, COUNT(*) AS n, MIN(id) AS least
FROM TABLE(TUMBLE(TABLE c, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
---- duckdb
none: DuckDB knows no late rows
---- rows
window_start TIMESTAMP(3) NOT NULL | k STRING | n BIGINT NOT NULL | least INT NOT NULL
2024-01-01 00:00:00 | a | 1 | 2
2024-01-01 00:00:00 | b | 1 | 1
2024-01-01 00:00:20 | b | 1 | 1
