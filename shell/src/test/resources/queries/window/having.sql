-- Windows with a condition on what they count.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT user_id, window_end, COUNT(*) AS clicks
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
WHERE url <> '/a' GROUP BY user_id, window_start, window_end HAVING COUNT(*) > 2;
---- duckdb
SELECT user_id, time_bucket(INTERVAL '1 minute', ts) + INTERVAL 1 MINUTE, count(*) FROM clicks WHERE url <> '/a' GROUP BY 1, 2 HAVING count(*) > 2
---- rows
user_id INT | window_end TIMESTAMP(3) NOT NULL | clicks BIGINT NOT NULL
1 | 2024-03-01 12:01:00 | 4
1 | 2024-03-01 12:02:00 | 3
2 | 2024-03-01 12:01:00 | 5
2 | 2024-03-01 12:02:00 | 4
2 | 2024-03-01 12:03:00 | 4
3 | 2024-03-01 12:01:00 | 5
4 | 2024-03-01 12:01:00 | 11
4 | 2024-03-01 12:02:00 | 11
4 | 2024-03-01 12:03:00 | 5
5 | 2024-03-01 12:02:00 | 3
6 | 2024-03-01 12:02:00 | 3
7 | 2024-03-01 12:01:00 | 5
7 | 2024-03-01 12:02:00 | 7
NULL | 2024-03-01 12:01:00 | 10
NULL | 2024-03-01 12:02:00 | 6
