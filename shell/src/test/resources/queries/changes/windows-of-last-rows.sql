-- The last row of each key by its time, in windows: a row leaves its window for that of the next one,
-- unless it has ended at the watermark before that. 1 is at 2 s, at 7 s, and too late for its window
-- at 26 s; 2 leaves in time; an older row replaces nothing.
CREATE TABLE e (id INT, k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/last-rows.json', 'format' = 'json');
CREATE VIEW latest AS
SELECT id, k, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) AS rn FROM e) WHERE rn = 1;

SELECT window_start, k, COUNT(*) AS n, MAX(id) AS most
FROM TABLE(TUMBLE(TABLE latest, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
---- duckdb
none: DuckDB knows no late rows
---- rows
window_start TIMESTAMP(3) NOT NULL | k STRING | n BIGINT NOT NULL | most INT
2024-01-01 00:00:00 | b | 1 | 1
2024-01-01 00:00:10 | c | 1 | 2
2024-01-01 00:00:20 | a | 2 | 3
