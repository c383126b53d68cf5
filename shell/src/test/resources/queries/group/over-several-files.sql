-- Keys from all of a directory of files.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT user_id, COUNT(*) AS clicks, MIN(ts) AS first_click, MAX(url) AS last_url FROM clicks GROUP BY user_id;
---- rows
user_id INT | clicks BIGINT NOT NULL | first_click TIMESTAMP(3) | last_url STRING
1 | 13 | 2024-03-01 12:00:07.68 | /c/d
2 | 15 | 2024-03-01 12:00:03.258 | /c/d
3 | 10 | 2024-03-01 12:00:23.493 | /c/d
4 | 29 | 2024-03-01 12:00:01.27 | /c/d
5 | 11 | 2024-03-01 12:00:04.746 | /b?x=1
6 | 8 | 2024-03-01 12:00:14.453 | /c/d
7 | 14 | 2024-03-01 12:00:22.423 | /c/d
NULL | 20 | 2024-03-01 12:00:02.766 | /c/d
