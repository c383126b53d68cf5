-- Tumbling windows over files in order, by user.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT user_id, window_start, COUNT(*) AS clicks, COUNT(DISTINCT url) AS urls
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '30' SECOND))
GROUP BY user_id, window_start, window_end;
---- duckdb
SELECT user_id, time_bucket(INTERVAL '30 seconds', ts), count(*), count(DISTINCT url) FROM clicks GROUP BY 1, 2
---- rows
user_id INT | window_start TIMESTAMP(3) NOT NULL | clicks BIGINT NOT NULL | urls BIGINT NOT NULL
1 | 2024-03-01 12:00:00 | 2 | 2
1 | 2024-03-01 12:00:30 | 4 | 3
1 | 2024-03-01 12:01:00 | 4 | 2
1 | 2024-03-01 12:02:00 | 3 | 2
2 | 2024-03-01 12:00:00 | 5 | 3
2 | 2024-03-01 12:01:00 | 3 | 3
2 | 2024-03-01 12:01:30 | 2 | 2
2 | 2024-03-01 12:02:00 | 4 | 3
2 | 2024-03-01 12:02:30 | 1 | 1
3 | 2024-03-01 12:00:00 | 2 | 2
3 | 2024-03-01 12:00:30 | 4 | 3
3 | 2024-03-01 12:01:00 | 1 | 1
3 | 2024-03-01 12:01:30 | 2 | 2
3 | 2024-03-01 12:02:00 | 1 | 1
4 | 2024-03-01 12:00:00 | 6 | 2
4 | 2024-03-01 12:00:30 | 6 | 4
4 | 2024-03-01 12:01:00 | 3 | 2
4 | 2024-03-01 12:01:30 | 8 | 3
4 | 2024-03-01 12:02:00 | 4 | 3
4 | 2024-03-01 12:02:30 | 2 | 1
5 | 2024-03-01 12:00:00 | 2 | 1
5 | 2024-03-01 12:00:30 | 1 | 1
5 | 2024-03-01 12:01:00 | 4 | 3
5 | 2024-03-01 12:01:30 | 2 | 2
5 | 2024-03-01 12:02:00 | 2 | 2
6 | 2024-03-01 12:00:00 | 2 | 1
6 | 2024-03-01 12:00:30 | 1 | 1
6 | 2024-03-01 12:01:00 | 3 | 2
6 | 2024-03-01 12:02:00 | 2 | 2
7 | 2024-03-01 12:00:00 | 3 | 3
7 | 2024-03-01 12:00:30 | 2 | 2
7 | 2024-03-01 12:01:00 | 4 | 3
7 | 2024-03-01 12:01:30 | 3 | 3
7 | 2024-03-01 12:02:00 | 2 | 2
NULL | 2024-03-01 12:00:00 | 5 | 3
NULL | 2024-03-01 12:00:30 | 5 | 3
NULL | 2024-03-01 12:01:00 | 3 | 2
NULL | 2024-03-01 12:01:30 | 5 | 3
NULL | 2024-03-01 12:02:00 | 1 | 1
NULL | 2024-03-01 12:02:30 | 1 | 1
