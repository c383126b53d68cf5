-- Patterns of the results of windows.
CREATE TABLE ticker (
  symbol STRING, rowtime TIMESTAMP(3), price BIGINT, tax BIGINT, WATERMARK FOR rowtime AS rowtime - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/ticker.csv', 'format' = 'csv');

SELECT * FROM (
  SELECT symbol, window_time AS ended, SUM(price) AS price, window_start AS s
  FROM TABLE(TUMBLE(TABLE ticker, DESCRIPTOR(rowtime), INTERVAL '3' SECOND)) GROUP BY symbol, window_start, window_end, window_time
) MATCH_RECOGNIZE (PARTITION BY symbol ORDER BY ended MEASURES B.price AS d_price, B.s AS d_time, A.s AS before PATTERN (A B) DEFINE B AS B.price < A.price) AS m;
---- duckdb
none: it has no MATCH_RECOGNIZE
---- rows
symbol STRING | d_price BIGINT | d_time TIMESTAMP(3) | before TIMESTAMP(3)
ACME | 44 | 2011-04-01 10:00:09 | 2011-04-01 10:00:06
ACME | 53 | 2011-04-01 10:00:06 | 2011-04-01 10:00:03
AVG | 29 | 2011-04-01 10:00:06 | 2011-04-01 10:00:03
DROP | 1 | 2011-04-01 13:00:00 | 2011-04-01 12:40:00
DROP | 11 | 2011-04-01 11:00:00 | 2011-04-01 10:40:00
DROP | 14 | 2011-04-01 12:20:00 | 2011-04-01 12:00:00
DROP | 17 | 2011-04-01 10:20:00 | 2011-04-01 10:00:00
DROP | 9 | 2011-04-01 11:40:00 | 2011-04-01 11:20:00
SKIP | 21 | 2018-09-17 10:00:06 | 2018-09-17 10:00:03
XYZ | 30 | 2018-09-17 10:00:06 | 2018-09-17 10:00:03
