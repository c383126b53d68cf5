-- Groups come and go while they are counted.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT url, user_id, COUNT(*) AS clicks FROM clicks GROUP BY url, user_id HAVING COUNT(*) BETWEEN 2 AND 4;
---- rows
url STRING | user_id INT | clicks BIGINT NOT NULL
/ | 2 | 3
/ | 3 | 3
/ | 6 | 3
/ | NULL | 4
/a | 2 | 2
/a | 3 | 2
/a | 4 | 2
/a | 6 | 2
/a | NULL | 2
/b?x=1 | 3 | 2
/b?x=1 | 5 | 3
/b?x=1 | 6 | 2
/b?x=1 | 7 | 4
/c/d | 1 | 3
/c/d | 3 | 3
/c/d | 7 | 3
