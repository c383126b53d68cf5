-- Windows of rows that change, while nothing is late: those of the rows that stay.
CREATE TABLE visits (id INT, page STRING, ts TIMESTAMP(3), seconds INT, WATERMARK FOR ts AS ts - INTERVAL '1' HOUR)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/visit-changes.json', 'format' = 'debezium-json');

SELECT window_start, page, COUNT(*) AS n, SUM(seconds) AS total, MIN(seconds) AS least, MAX(id) AS newest, COUNT(DISTINCT seconds) AS d
FROM TABLE(TUMBLE(TABLE visits, DESCRIPTOR(ts), INTERVAL '5' MINUTE)) GROUP BY window_start, window_end, page;
---- duckdb
SELECT time_bucket(INTERVAL '5' MINUTE, ts) AS window_start, page, COUNT(*) AS n, SUM(seconds)::INT AS total, MIN(seconds) AS least, MAX(id) AS newest, COUNT(DISTINCT seconds) AS d
FROM visits GROUP BY 1, 2;
---- rows
window_start TIMESTAMP(3) NOT NULL | page STRING | n BIGINT NOT NULL | total INT | least INT | newest INT | d BIGINT NOT NULL
2024-01-01 10:00:00 | cart | 1 | 10 | 10 | 32 | 1
2024-01-01 10:00:00 | help | 4 | 84 | 15 | 60 | 4
2024-01-01 10:00:00 | home | 1 | 9 | 9 | 24 | 1
2024-01-01 10:05:00 | cart | 3 | 27 | 2 | 45 | 3
2024-01-01 10:05:00 | help | 1 | 19 | 19 | 53 | 1
2024-01-01 10:10:00 | home | 3 | 13 | 1 | 58 | 2
2024-01-01 10:15:00 | home | 5 | 41 | 1 | 44 | 4
2024-01-01 10:20:00 | cart | 1 | 1 | 1 | 38 | 1
2024-01-01 10:20:00 | help | 1 | 21 | 21 | 48 | 1
2024-01-01 10:25:00 | cart | 2 | 20 | 3 | 39 | 2
2024-01-01 10:25:00 | help | 2 | 29 | 4 | 55 | 2
2024-01-01 10:25:00 | home | 2 | 14 | 2 | 47 | 2
2024-01-01 10:30:00 | help | 3 | 3 | 1 | 59 | 2
2024-01-01 10:30:00 | home | 5 | 93 | 7 | 56 | 5
2024-01-01 10:35:00 | cart | 1 | 23 | 23 | 52 | 1
2024-01-01 10:35:00 | help | 2 | 24 | 9 | 49 | 2
2024-01-01 10:35:00 | home | 2 | 25 | 3 | 33 | 2
