-- A greedy variable leaves nothing to the next that it could take itself.
CREATE TABLE ticker (
  symbol STRING, rowtime TIMESTAMP(3), price BIGINT, tax BIGINT, WATERMARK FOR rowtime AS rowtime - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/ticker.csv', 'format' = 'csv');

SELECT * FROM ticker MATCH_RECOGNIZE (
  PARTITION BY symbol ORDER BY rowtime MEASURES C.price AS last_price, COUNT(B.price) AS n
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B* C) DEFINE A AS A.price > 10, B AS B.price < 15, C AS C.price > 12
) AS m;
---- duckdb
none: it has no MATCH_RECOGNIZE
---- rows
symbol STRING | last_price BIGINT | n BIGINT NOT NULL
ACME | 17 | 0
ACME | 18 | 0
ACME | 19 | 0
ACME | 21 | 0
ACME | 24 | 1
AVG | 15 | 3
AVG | 16 | 0
AVG | 17 | 0
AVG | 25 | 0
DROP | 15 | 3
DROP | 17 | 0
DROP | 24 | 0
XYZ | 16 | 3
