-- Growing windows of rows that change, whose values each window keeps by itself.
CREATE TABLE visits (id INT, page STRING, ts TIMESTAMP(3), seconds INT, WATERMARK FOR ts AS ts - INTERVAL '1' HOUR)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/visit-changes.json', 'format' = 'debezium-json');

SELECT window_end, COUNT(DISTINCT page) AS pages, MAX(seconds) AS most, COUNT(*) AS n
FROM TABLE(CUMULATE(TABLE visits, DESCRIPTOR(ts), INTERVAL '10' MINUTE, INTERVAL '20' MINUTE))
GROUP BY window_start, window_end;
---- duckdb
SELECT w AS window_end, COUNT(DISTINCT page) AS pages, MAX(seconds) AS most, COUNT(*) AS n
FROM (SELECT *, unnest(generate_series(time_bucket(INTERVAL '10' MINUTE, ts) + INTERVAL '10' MINUTE, time_bucket(INTERVAL '20' MINUTE, ts) + INTERVAL '20' MINUTE, INTERVAL '10' MINUTE)) AS w FROM visits)
GROUP BY w;
---- rows
window_end TIMESTAMP(3) NOT NULL | pages BIGINT NOT NULL | most INT | n BIGINT NOT NULL
2024-01-01 10:10:00 | 3 | 28 | 10
2024-01-01 10:20:00 | 3 | 28 | 18
2024-01-01 10:30:00 | 3 | 25 | 8
2024-01-01 10:40:00 | 3 | 29 | 21
