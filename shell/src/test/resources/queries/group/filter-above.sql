-- A filter and a projection above a changing result.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT user_id, clicks * 10 AS tens FROM (SELECT user_id, COUNT(*) AS clicks FROM clicks GROUP BY user_id)
WHERE clicks > 12 AND user_id <> 3;
---- rows
user_id INT | tens BIGINT NOT NULL
1 | 130
2 | 150
4 | 290
7 | 140
