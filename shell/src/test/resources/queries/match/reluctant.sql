-- A reluctant variable takes as few rows as it can.
CREATE TABLE ticker (
  symbol STRING, rowtime TIMESTAMP(3), price BIGINT, tax BIGINT, WATERMARK FOR rowtime AS rowtime - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/ticker.csv', 'format' = 'csv');

SELECT * FROM ticker MATCH_RECOGNIZE (
  PARTITION BY symbol ORDER BY rowtime MEASURES C.price AS last_price, COUNT(B.price) AS n
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B*? C) DEFINE A AS A.price > 10, B AS B.price < 15, C AS C.price > 12
) AS m;
---- duckdb
none: it has no MATCH_RECOGNIZE
---- rows
symbol STRING | last_price BIGINT | n BIGINT NOT NULL
ACME | 14 | 0
ACME | 17 | 0
ACME | 18 | 0
ACME | 21 | 0
ACME | 25 | 0
AVG | 15 | 3
AVG | 16 | 0
AVG | 17 | 0
AVG | 25 | 0
DROP | 14 | 0
DROP | 14 | 1
DROP | 17 | 0
DROP | 19 | 1
XYZ | 13 | 1
XYZ | 16 | 0
