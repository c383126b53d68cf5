-- Several DISTINCT aggregates beside plain ones.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT url, COUNT(DISTINCT user_id) AS users, COUNT(*) AS clicks, SUM(DISTINCT user_id) AS ids FROM clicks GROUP BY url;
---- rows
url STRING | users BIGINT NOT NULL | clicks BIGINT NOT NULL | ids INT
/ | 6 | 29 | 27
/a | 7 | 23 | 28
/b?x=1 | 7 | 34 | 28
/c/d | 6 | 34 | 23
