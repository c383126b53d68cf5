-- Sessions of rows that change, while nothing is late: those of the rows that stay.
CREATE TABLE visits (id INT, page STRING, ts TIMESTAMP(3), seconds INT, WATERMARK FOR ts AS ts - INTERVAL '1' HOUR)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/visit-changes.json', 'format' = 'debezium-json');

SELECT window_start, window_end, page, COUNT(*) AS n, SUM(seconds) AS total, MAX(id) AS newest
FROM TABLE(SESSION(TABLE visits PARTITION BY page, DESCRIPTOR(ts), INTERVAL '3' MINUTE)) GROUP BY window_start, window_end, page;
---- duckdb
SELECT MIN(ts) AS window_start, MAX(ts) + INTERVAL '3' MINUTE AS window_end, page, COUNT(*) AS n, SUM(seconds)::INT AS total, MAX(id) AS newest
FROM (SELECT *, COUNT(*) FILTER (WHERE pause) OVER (PARTITION BY page ORDER BY ts, id) AS session
  FROM (SELECT *, ts > LAG(ts) OVER (PARTITION BY page ORDER BY ts, id) + INTERVAL '3' MINUTE AS pause FROM visits))
GROUP BY page, session;
---- rows
window_start TIMESTAMP(3) NOT NULL | window_end TIMESTAMP(3) NOT NULL | page STRING | n BIGINT NOT NULL | total INT | newest INT
2024-01-01 10:00:04 | 2024-01-01 10:07:47 | help | 4 | 84 | 60
2024-01-01 10:01:16 | 2024-01-01 10:04:16 | home | 1 | 9 | 24
2024-01-01 10:04:28 | 2024-01-01 10:11:25 | cart | 4 | 37 | 45
2024-01-01 10:09:18 | 2024-01-01 10:12:18 | help | 1 | 19 | 53
2024-01-01 10:13:22 | 2024-01-01 10:20:39 | home | 8 | 54 | 58
2024-01-01 10:20:05 | 2024-01-01 10:23:05 | cart | 1 | 1 | 38
2024-01-01 10:24:55 | 2024-01-01 10:30:46 | help | 3 | 50 | 55
2024-01-01 10:27:10 | 2024-01-01 10:36:54 | home | 7 | 107 | 56
2024-01-01 10:27:42 | 2024-01-01 10:31:08 | cart | 2 | 20 | 39
2024-01-01 10:32:28 | 2024-01-01 10:36:32 | help | 3 | 3 | 59
2024-01-01 10:38:15 | 2024-01-01 10:42:53 | help | 2 | 24 | 49
2024-01-01 10:38:24 | 2024-01-01 10:41:24 | cart | 1 | 23 | 52
2024-01-01 10:38:32 | 2024-01-01 10:42:24 | home | 2 | 25 | 33
