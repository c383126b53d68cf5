-- A drop of the price in less than an hour.
CREATE TABLE ticker (
  symbol STRING, rowtime TIMESTAMP(3), price BIGINT, tax BIGINT, WATERMARK FOR rowtime AS rowtime - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/ticker.csv', 'format' = 'csv');

SELECT * FROM ticker MATCH_RECOGNIZE (
  PARTITION BY symbol ORDER BY rowtime MEASURES C.rowtime AS drop_time, A.price - C.price AS drop_diff
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B* C) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.price > A.price - 10, C AS C.price < A.price - 10
) AS m;
---- duckdb
none: it has no MATCH_RECOGNIZE
---- rows
symbol STRING | drop_time TIMESTAMP(3) | drop_diff BIGINT
AVG | 2011-04-01 10:00:05 | 15
DROP | 2011-04-01 13:00:00 | 13
