-- Values as Flink has them.
CREATE TABLE events (id INT, ts TIMESTAMP(3), k STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/touching.json', 'format' = 'json');

SELECT AVG(id) AS truncated, 7 / 2 AS three, -7 / 2 AS minus_three, 2147483647 + CAST(MIN(id) AS INT) AS wrapped,
  CAST(1.7 AS INT) AS cut, CONCAT('a', CAST(NULL AS STRING)) AS nothing, CAST('ab' AS CHAR(4)) = 'ab' AS padded,
  CAST('99999999999999999999999999999999999999' AS DECIMAL(38, 0)) * 10 AS overflowed,
  MOD(-7, 3) AS minus_one, CHAR_LENGTH('äöü') AS letters
FROM events;
---- duckdb
none: integer division, wrapping and overflow differ
---- rows
truncated INT | three INT NOT NULL | minus_three INT NOT NULL | wrapped INT | cut INT NOT NULL | nothing STRING | padded BOOLEAN NOT NULL | overflowed DECIMAL(38, 0) | minus_one INT NOT NULL | letters INT NOT NULL
2 | 3 | -3 | -2147483648 | 1 | NULL | false | NULL | -1 | 3
