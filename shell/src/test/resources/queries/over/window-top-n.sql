-- The two largest orders of each minute.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT window_end, id, quantity, rn FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY quantity DESC, id) AS rn
  FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))) WHERE rn <= 2;
---- duckdb
SELECT date_trunc('minute', ts) + INTERVAL 1 MINUTE, id, quantity, rn FROM (SELECT *, row_number() OVER (PARTITION BY date_trunc('minute', ts) ORDER BY quantity DESC NULLS LAST, id) AS rn FROM orders) WHERE rn <= 2
---- rows
window_end TIMESTAMP(3) NOT NULL | id BIGINT | quantity INT | rn BIGINT NOT NULL
2024-03-01 12:01:00 | 1 | 10 | 1
2024-03-01 12:01:00 | 20 | 10 | 2
2024-03-01 12:02:00 | 10 | 10 | 1
2024-03-01 12:02:00 | 15 | 10 | 2
2024-03-01 12:03:00 | 19 | 10 | 1
2024-03-01 12:03:00 | 24 | 10 | 2
2024-03-01 12:04:00 | 34 | 10 | 1
2024-03-01 12:04:00 | 42 | 10 | 2
2024-03-01 12:05:00 | 49 | 10 | 1
2024-03-01 12:05:00 | 50 | 3 | 2
2024-03-01 12:06:00 | 64 | 10 | 1
2024-03-01 12:06:00 | 66 | 3 | 2
2024-03-01 12:07:00 | 71 | 2 | 1
2024-03-01 12:07:00 | 72 | 2 | 2
2024-03-01 12:08:00 | 78 | 10 | 1
2024-03-01 12:08:00 | 80 | 3 | 2
