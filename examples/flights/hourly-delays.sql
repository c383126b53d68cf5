-- Flights and late flights (more than 15 minutes) per airport and hour, written exactly once.
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

CREATE TABLE hourly_delays (
  origin       STRING,
  window_start TIMESTAMP(3),
  flights      BIGINT,
  late_flights BIGINT
) WITH (
  'connector' = 'filesystem',
  'path'      = 'out/hourly-delays',
  'format'    = 'json'
);

INSERT INTO hourly_delays
SELECT origin, window_start, COUNT(*) AS flights, COUNT(*) FILTER (WHERE delay > 15) AS late_flights
FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(`date`), INTERVAL '1' HOUR))
GROUP BY origin, window_start, window_end;
