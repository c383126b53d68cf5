-- The middle of a changing result.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT user_id, COUNT(*) AS clicks FROM clicks GROUP BY user_id ORDER BY clicks, user_id LIMIT 3 OFFSET 2;
---- rows
user_id INT | clicks BIGINT NOT NULL
1 | 13
5 | 11
7 | 14
