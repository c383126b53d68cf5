-- An aggregate decides how long a variable takes rows.
CREATE TABLE ticker (
  symbol STRING, rowtime TIMESTAMP(3), price BIGINT, tax BIGINT, WATERMARK FOR rowtime AS rowtime - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/ticker.csv', 'format' = 'csv');

SELECT * FROM ticker MATCH_RECOGNIZE (
  PARTITION BY symbol ORDER BY rowtime
  MEASURES FIRST(A.rowtime) AS start_tstamp, LAST(A.rowtime) AS end_tstamp, AVG(A.price) AS avg_price, SUM(A.price * A.tax) AS s, COUNT(*) AS n
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A+ B) DEFINE A AS AVG(A.price) < 15
) AS m WHERE symbol IN ('AVG', 'ACME', 'SKIP');
---- duckdb
none: it has no MATCH_RECOGNIZE
---- rows
symbol STRING | start_tstamp TIMESTAMP(3) | end_tstamp TIMESTAMP(3) | avg_price BIGINT | s BIGINT | n BIGINT NOT NULL
ACME | 2011-04-01 10:00:00 | 2011-04-01 10:00:01 | 14 | 46 | 3
ACME | 2011-04-01 10:00:07 | 2011-04-01 10:00:07 | 14 | 28 | 2
AVG | 2011-04-01 10:00:00 | 2011-04-01 10:00:03 | 14 | 107 | 5
AVG | 2011-04-01 10:00:05 | 2011-04-01 10:00:10 | 13 | 131 | 7
