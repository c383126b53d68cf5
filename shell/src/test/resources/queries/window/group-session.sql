-- The same as a group window, and another window over its rowtime.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT TUMBLE_START(t, INTERVAL '1' HOUR) AS h, COUNT(*) AS sessions, MAX(n) AS most
FROM (SELECT SESSION_ROWTIME(c.ts, INTERVAL '15' SECOND) AS t, COUNT(*) AS n FROM clicks AS c GROUP BY c.user_id, SESSION(c.ts, INTERVAL '15' SECOND))
GROUP BY TUMBLE(t, INTERVAL '1' HOUR);
---- duckdb
SELECT date_trunc('hour', t), count(*), max(n) FROM (SELECT max(ts) + INTERVAL 15 SECOND - INTERVAL 1 MILLISECOND AS t, count(*) AS n FROM (SELECT *, sum(fresh) OVER (PARTITION BY user_id ORDER BY ts ROWS UNBOUNDED PRECEDING) AS s FROM (SELECT *, CASE WHEN ts - lag(ts) OVER (PARTITION BY user_id ORDER BY ts) <= INTERVAL 15 SECOND THEN 0 ELSE 1 END AS fresh FROM clicks)) GROUP BY user_id, s) GROUP BY 1
---- rows
h TIMESTAMP(3) NOT NULL | sessions BIGINT NOT NULL | most BIGINT NOT NULL
2024-03-01 12:00:00 | 30 | 16
