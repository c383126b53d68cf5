-- An aggregate over an aggregate that changes: how many keys have which count.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT clicks, COUNT(*) AS users, MAX(user_id) AS greatest, MIN(user_id) AS least
FROM (SELECT user_id, COUNT(*) AS clicks FROM clicks GROUP BY user_id) GROUP BY clicks;
---- rows
clicks BIGINT NOT NULL | users BIGINT NOT NULL | greatest INT | least INT
10 | 1 | 3 | 3
11 | 1 | 5 | 5
13 | 1 | 1 | 1
14 | 1 | 7 | 7
15 | 1 | 2 | 2
20 | 1 | NULL | NULL
29 | 1 | 4 | 4
8 | 1 | 6 | 6
