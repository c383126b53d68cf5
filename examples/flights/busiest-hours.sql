-- The ten busiest airport-hours.
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

SELECT origin, window_start, COUNT(*) AS flights, COUNT(*) FILTER (WHERE delay > 15) AS late_flights
FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(`date`), INTERVAL '1' HOUR))
GROUP BY origin, window_start, window_end
ORDER BY flights DESC
LIMIT 10;
