-- A group that grows out of its condition leaves nothing behind.
CREATE TABLE events (id INT, ts TIMESTAMP(3), k STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/touching.json', 'format' = 'json');

SELECT k, COUNT(*) AS n FROM events GROUP BY k HAVING COUNT(*) < 3;
---- rows
k STRING | n BIGINT NOT NULL
b | 1
