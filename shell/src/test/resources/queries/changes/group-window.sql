-- GROUP BY TUMBLE over rows that change, and windows over its result.
CREATE TABLE visits (id INT, page STRING, ts TIMESTAMP(3), seconds INT, WATERMARK FOR ts AS ts - INTERVAL '1' HOUR)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/visit-changes.json', 'format' = 'debezium-json');
CREATE VIEW counts AS
SELECT TUMBLE_ROWTIME(ts, INTERVAL '5' MINUTE) AS t, page, COUNT(*) AS n FROM visits GROUP BY page, TUMBLE(ts, INTERVAL '5' MINUTE);

SELECT window_start, MAX(n) AS most FROM TABLE(TUMBLE(TABLE counts, DESCRIPTOR(t), INTERVAL '10' MINUTE)) GROUP BY window_start, window_end;
---- duckdb
SELECT time_bucket(INTERVAL '10' MINUTE, s) AS window_start, MAX(n) AS most
FROM (SELECT time_bucket(INTERVAL '5' MINUTE, ts) AS s, page, COUNT(*) AS n FROM visits GROUP BY ALL) GROUP BY 1;
---- rows
window_start TIMESTAMP(3) NOT NULL | most BIGINT NOT NULL
2024-01-01 10:00:00 | 4
2024-01-01 10:10:00 | 5
2024-01-01 10:20:00 | 2
2024-01-01 10:30:00 | 5
