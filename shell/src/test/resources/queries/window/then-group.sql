-- Groups over the results of windows.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT clicks, COUNT(*) AS windows FROM (
  SELECT user_id, window_start, COUNT(*) AS clicks
  FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY user_id, window_start, window_end)
GROUP BY clicks;
---- duckdb
SELECT clicks, count(*) FROM (SELECT user_id, time_bucket(INTERVAL '30 seconds', ts), count(*) AS clicks FROM clicks GROUP BY 1, 2) GROUP BY 1
---- rows
clicks BIGINT NOT NULL | windows BIGINT NOT NULL
1 | 7
2 | 12
3 | 7
4 | 7
5 | 4
6 | 2
8 | 1
