-- A row of one file is changed by the next.
CREATE TABLE stock (item STRING, pieces INT)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/stock-changes', 'format' = 'canal-json');

SELECT MOD(pieces, 4) AS rest, COUNT(*) AS n, MAX(item) AS last FROM stock GROUP BY MOD(pieces, 4);
---- duckdb
SELECT pieces % 4 AS rest, COUNT(*) AS n, MAX(item) AS last FROM stock GROUP BY rest;
---- rows
rest INT | n BIGINT NOT NULL | last STRING
0 | 5 | i8
1 | 6 | i7
2 | 5 | i6
3 | 1 | i17
NULL | 1 | i9
