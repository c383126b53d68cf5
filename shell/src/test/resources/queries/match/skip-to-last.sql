-- Where the search goes on: SKIP TO LAST A.
CREATE TABLE ticker (
  symbol STRING, rowtime TIMESTAMP(3), price BIGINT, tax BIGINT, WATERMARK FOR rowtime AS rowtime - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/ticker.csv', 'format' = 'csv');

SELECT * FROM (SELECT * FROM ticker WHERE symbol = 'SKIP') MATCH_RECOGNIZE (
  PARTITION BY symbol ORDER BY rowtime MEASURES SUM(A.price) AS sum_price, FIRST(rowtime) AS start_time, LAST(rowtime) AS end_time
  ONE ROW PER MATCH AFTER MATCH SKIP TO LAST A
  PATTERN (A+ C) DEFINE A AS SUM(A.price) < 30
) AS m;
---- duckdb
none: it has no MATCH_RECOGNIZE
---- rows
symbol STRING | sum_price BIGINT | start_time TIMESTAMP(3) | end_time TIMESTAMP(3)
SKIP | 17 | 2018-09-17 10:00:05 | 2018-09-17 10:00:07
SKIP | 25 | 2018-09-17 10:00:03 | 2018-09-17 10:00:06
SKIP | 26 | 2018-09-17 10:00:01 | 2018-09-17 10:00:04
