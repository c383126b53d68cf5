-- Grouped by the start of windows alone: an ordinary aggregate that drops nothing.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT window_start, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start;
---- duckdb
SELECT time_bucket(INTERVAL '1 minute', ts), count(*) FROM orders GROUP BY 1
---- rows
window_start TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL
2024-03-01 12:00:00 | 12
2024-03-01 12:01:00 | 7
2024-03-01 12:02:00 | 17
2024-03-01 12:03:00 | 15
2024-03-01 12:04:00 | 14
2024-03-01 12:05:00 | 9
2024-03-01 12:06:00 | 7
2024-03-01 12:07:00 | 4
