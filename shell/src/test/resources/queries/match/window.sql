-- Windows over the times of matches.
CREATE TABLE ticker (
  symbol STRING, rowtime TIMESTAMP(3), price BIGINT, tax BIGINT, WATERMARK FOR rowtime AS rowtime - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/ticker.csv', 'format' = 'csv');

SELECT window_start, COUNT(*) AS n, SUM(p) AS s FROM TABLE(TUMBLE((
  SELECT * FROM ticker MATCH_RECOGNIZE (
    PARTITION BY symbol ORDER BY rowtime MEASURES A.price AS p, MATCH_ROWTIME() AS t
    PATTERN (A) DEFINE A AS A.price > 10)), DESCRIPTOR(t), INTERVAL '3' SECOND))
GROUP BY window_start, window_end;
---- duckdb
none: it has no MATCH_RECOGNIZE
---- rows
window_start TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL | s BIGINT
2011-04-01 10:00:00 | 7 | 110
2011-04-01 10:00:03 | 5 | 105
2011-04-01 10:00:06 | 4 | 68
2011-04-01 10:00:09 | 5 | 124
2011-04-01 10:20:00 | 1 | 17
2011-04-01 10:40:00 | 1 | 18
2011-04-01 11:00:00 | 1 | 11
2011-04-01 11:20:00 | 1 | 14
2011-04-01 12:00:00 | 1 | 15
2011-04-01 12:20:00 | 1 | 14
2011-04-01 12:40:00 | 1 | 24
2011-04-01 13:20:00 | 1 | 19
2018-09-17 10:00:03 | 3 | 36
2018-09-17 10:00:06 | 3 | 44
