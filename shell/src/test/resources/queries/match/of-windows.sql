-- Patterns of the results of windows.
CREATE TABLE ticker (
  symbol STRING, rowtime TIMESTAMP(3), price BIGINT, tax BIGINT, WATERMARK FOR rowtime AS rowtime - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/ticker.csv', 'format' = 'csv');

SELECT * FROM (
  SELECT symbol, window_time AS ended, SUM(price) AS price, window_start AS s
  FROM TABLE(TUMBLE(TABLE ticker, DESCRIPTOR(rowtime), INTERVAL '3' SECOND)) GROUP BY symbol, window_start, window_end, window_time
) MATCH_RECOGNIZE (PARTITION BY symbol ORDER BY ended MEASURES B.price AS d_price, B.s AS d_time, A.s AS before PATTERN (A B) DEFINE B AS B.price < A.price) AS m;
---- duckdb
none: it has no MATCH_RECOGNIZE; the rows are those of Flink 2.3
