-- Grouping sets within windows.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT window_start, user_id, url, GROUPING(user_id, url) AS g, COUNT(*) AS n, COUNT(DISTINCT url) AS urls
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY GROUPING SETS ((window_start, window_end), (window_start, window_end, user_id), (window_start, window_end, url));
---- duckdb
SELECT w, user_id, url, GROUPING(user_id, url), count(*), count(DISTINCT url) FROM (SELECT *, date_trunc('hour', ts) AS w FROM clicks) GROUP BY GROUPING SETS ((w), (w, user_id), (w, url))
---- rows
window_start TIMESTAMP(3) NOT NULL | user_id INT | url STRING | g BIGINT NOT NULL | n BIGINT NOT NULL | urls BIGINT NOT NULL
2024-03-01 12:00:00 | 1 | NULL | 1 | 13 | 3
2024-03-01 12:00:00 | 2 | NULL | 1 | 15 | 4
2024-03-01 12:00:00 | 3 | NULL | 1 | 10 | 4
2024-03-01 12:00:00 | 4 | NULL | 1 | 29 | 4
2024-03-01 12:00:00 | 5 | NULL | 1 | 11 | 3
2024-03-01 12:00:00 | 6 | NULL | 1 | 8 | 4
2024-03-01 12:00:00 | 7 | NULL | 1 | 14 | 4
2024-03-01 12:00:00 | NULL | / | 2 | 29 | 1
2024-03-01 12:00:00 | NULL | /a | 2 | 23 | 1
2024-03-01 12:00:00 | NULL | /b?x=1 | 2 | 34 | 1
2024-03-01 12:00:00 | NULL | /c/d | 2 | 34 | 1
2024-03-01 12:00:00 | NULL | NULL | 1 | 20 | 4
2024-03-01 12:00:00 | NULL | NULL | 3 | 120 | 4
