-- In batch mode windows need no watermark.
SET 'execution.runtime-mode' = 'batch';
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT window_start, customer, COUNT(*) AS n, SUM(quantity) AS q
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, customer;
---- duckdb
SELECT time_bucket(INTERVAL '1 minute', ts) AS window_start, customer, count(*), sum(quantity) FROM orders GROUP BY ALL
---- rows
window_start TIMESTAMP(3) NOT NULL | customer STRING | n BIGINT NOT NULL | q INT
2024-03-01 12:00:00 | NULL | 3 | 11
2024-03-01 12:00:00 | ann | 3 | 6
2024-03-01 12:00:00 | bob | 1 | 2
2024-03-01 12:00:00 | dan | 5 | 17
2024-03-01 12:01:00 | NULL | 2 | 10
2024-03-01 12:01:00 | ann | 1 | 3
2024-03-01 12:01:00 | cyd | 1 | 2
2024-03-01 12:01:00 | dan | 3 | 11
2024-03-01 12:02:00 | NULL | 4 | 20
2024-03-01 12:02:00 | bob | 3 | 21
2024-03-01 12:02:00 | cyd | 7 | 16
2024-03-01 12:02:00 | dan | 3 | 12
2024-03-01 12:03:00 | NULL | 4 | 15
2024-03-01 12:03:00 | ann | 4 | 7
2024-03-01 12:03:00 | bob | 3 | 15
2024-03-01 12:03:00 | cyd | 1 | NULL
2024-03-01 12:03:00 | dan | 3 | 12
2024-03-01 12:04:00 | NULL | 3 | 13
2024-03-01 12:04:00 | ann | 4 | 7
2024-03-01 12:04:00 | bob | 5 | 8
2024-03-01 12:04:00 | cyd | 1 | 1
2024-03-01 12:04:00 | dan | 1 | 3
2024-03-01 12:05:00 | ann | 2 | 2
2024-03-01 12:05:00 | bob | 3 | 14
2024-03-01 12:05:00 | cyd | 2 | 4
2024-03-01 12:05:00 | dan | 2 | 3
2024-03-01 12:06:00 | NULL | 1 | NULL
2024-03-01 12:06:00 | ann | 2 | 3
2024-03-01 12:06:00 | bob | 1 | 2
2024-03-01 12:06:00 | cyd | 1 | 1
2024-03-01 12:06:00 | dan | 2 | 2
2024-03-01 12:07:00 | NULL | 3 | 12
2024-03-01 12:07:00 | ann | 1 | 3
