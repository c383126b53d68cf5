-- The flights, mean delay and longest delay of every route and day, as CSV files.
CREATE TABLE flights (
  `date`      TIMESTAMP(3),
  delay       BIGINT,
  distance    BIGINT,
  origin      STRING,
  destination STRING,
  WATERMARK FOR `date` AS `date` - INTERVAL '1' MINUTE
) WITH (
  'connector' = 'filesystem',
  'path'      = 'examples/data/flights-3m.parquet',
  'format'    = 'parquet'
);

CREATE TABLE daily_routes (
  `day`         DATE,
  origin        STRING,
  destination   STRING,
  flights       BIGINT,
  mean_delay    BIGINT,
  longest_delay BIGINT
) WITH (
  'connector' = 'filesystem',
  'path'      = 'out/daily-routes',
  'format'    = 'csv'
);

INSERT INTO daily_routes
SELECT CAST(window_start AS DATE), origin, destination, COUNT(*), AVG(delay), MAX(delay)
FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(`date`), INTERVAL '1' DAY))
GROUP BY origin, destination, window_start, window_end;
