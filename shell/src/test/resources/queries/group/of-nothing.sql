-- An aggregate of all rows is a row also where there are none; nothing is in what is empty.
CREATE TABLE events (id INT, ts TIMESTAMP(3), k STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/touching.json', 'format' = 'json');

SELECT COUNT(*) AS n, SUM(id) AS s, MAX(k) AS m,
  (SELECT COUNT(*) FROM events WHERE id > 100) AS no_rows, (SELECT COUNT(*) FROM events AS e WHERE e.id NOT IN (SELECT id FROM events WHERE id > 100)) AS everything
FROM events WHERE id < 0;
---- rows
n BIGINT NOT NULL | s INT | m STRING | no_rows BIGINT NOT NULL | everything BIGINT NOT NULL
0 | NULL | NULL | 0 | 4
