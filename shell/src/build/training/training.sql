-- What archive-classes runs: a little of everything that many queries need.
SELECT 1;

CREATE TABLE flights (
  ts     TIMESTAMP(3),
  delay  BIGINT,
  origin STRING,
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = 'flights.json', 'format' = 'json');

CREATE TABLE flights_parquet (
  `date` TIMESTAMP(3),
  delay  BIGINT,
  origin STRING,
  WATERMARK FOR `date` AS `date` - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = '../../../../examples/data/flights-3m.parquet', 'format' = 'parquet');

SELECT origin, COUNT(*) AS flights, AVG(delay) FROM flights WHERE delay > 0 GROUP BY origin;

SELECT window_start, origin, COUNT(*), SUM(CASE WHEN delay > 15 THEN 1 ELSE 0 END) AS late
FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, origin;

SELECT origin, window_start, COUNT(*) AS flights
FROM TABLE(TUMBLE(TABLE flights_parquet, DESCRIPTOR(`date`), INTERVAL '1' HOUR))
GROUP BY origin, window_start, window_end
ORDER BY flights DESC
LIMIT 3;

CREATE TABLE delays_json (origin STRING, window_start TIMESTAMP(3), flights BIGINT)
WITH ('connector' = 'filesystem', 'path' = '${OUT}/json', 'format' = 'json');

CREATE TABLE delays_csv (origin STRING, delay STRING)
WITH ('connector' = 'filesystem', 'path' = '${OUT}/csv', 'format' = 'csv');

INSERT INTO delays_json
SELECT origin, window_start, COUNT(*)
FROM TABLE(HOP(TABLE flights, DESCRIPTOR(ts), INTERVAL '30' MINUTE, INTERVAL '1' HOUR))
GROUP BY origin, window_start, window_end;

INSERT INTO delays_csv SELECT UPPER(origin), CAST(delay AS STRING) FROM flights;

EXPLAIN SELECT COUNT(*) FROM flights;
