-- Overlapping windows of rows that change, put together from slices.
CREATE TABLE visits (id INT, page STRING, ts TIMESTAMP(3), seconds INT, WATERMARK FOR ts AS ts - INTERVAL '1' HOUR)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/visit-changes.json', 'format' = 'debezium-json');

SELECT window_end, COUNT(*) AS n, SUM(seconds) AS total
FROM TABLE(HOP(TABLE visits, DESCRIPTOR(ts), INTERVAL '5' MINUTE, INTERVAL '10' MINUTE)) WHERE page <> 'help'
GROUP BY window_start, window_end;
---- duckdb
SELECT w AS window_end, COUNT(*) AS n, SUM(seconds)::INT AS total
FROM (SELECT *, unnest([time_bucket(INTERVAL '5' MINUTE, ts) + INTERVAL '5' MINUTE, time_bucket(INTERVAL '5' MINUTE, ts) + INTERVAL '10' MINUTE]) AS w FROM visits)
WHERE page <> 'help' GROUP BY w;
---- rows
window_end TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL | total INT
2024-01-01 10:05:00 | 2 | 19
2024-01-01 10:10:00 | 5 | 46
2024-01-01 10:15:00 | 6 | 40
2024-01-01 10:20:00 | 8 | 54
2024-01-01 10:25:00 | 6 | 42
2024-01-01 10:30:00 | 5 | 35
2024-01-01 10:35:00 | 9 | 127
2024-01-01 10:40:00 | 8 | 141
2024-01-01 10:45:00 | 3 | 48
