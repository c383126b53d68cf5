-- Needs a broker at ${BROKERS} with the topics 'orders' and 'totals'.
CREATE TABLE orders (
  id BIGINT,
  amount DECIMAL(8, 2),
  ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp',
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'orders',
  'properties.bootstrap.servers' = '${BROKERS}',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);

CREATE TABLE totals (`minute` TIMESTAMP(3), amount DECIMAL(38, 2))
WITH ('connector' = 'kafka', 'topic' = 'totals', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');

INSERT INTO totals
SELECT window_start, SUM(amount)
FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE)
GROUP BY window_start, window_end;
