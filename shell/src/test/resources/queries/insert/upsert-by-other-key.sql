-- Rows change their key: a sink whose key is not the key of the query.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

CREATE TABLE latest (clicks BIGINT, users BIGINT, PRIMARY KEY (clicks) NOT ENFORCED) WITH ('connector' = 'table');
INSERT INTO latest SELECT clicks, COUNT(*) FROM (SELECT user_id, COUNT(*) AS clicks FROM clicks GROUP BY user_id) GROUP BY clicks;
---- duckdb
SELECT clicks, count(*) FROM (SELECT user_id, count(*) AS clicks FROM clicks GROUP BY user_id) GROUP BY clicks
---- rows
clicks BIGINT NOT NULL | users BIGINT
10 | 1
11 | 1
13 | 1
14 | 1
15 | 1
20 | 1
29 | 1
8 | 1
