-- Tumbling windows; rows that are late for their window are dropped.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT window_start, window_end, product, COUNT(*) AS n, SUM(amount) AS total
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, product;
---- duckdb
SELECT w, w + INTERVAL 1 MINUTE, product, count(*), sum(amount) FROM (
  SELECT *, time_bucket(INTERVAL '1 minute', ts) AS w,
    max(ts) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) - INTERVAL 10 SECOND AS mark
  FROM (SELECT *, row_number() OVER () AS n FROM orders))
WHERE mark IS NULL OR w + INTERVAL 1 MINUTE - INTERVAL 1 MILLISECOND > mark GROUP BY w, product
---- rows
window_start TIMESTAMP(3) NOT NULL | window_end TIMESTAMP(3) NOT NULL | product STRING | n BIGINT NOT NULL | total DECIMAL(38, 2)
2024-03-01 12:00:00 | 2024-03-01 12:01:00 | milk | 2 | 12.25
2024-03-01 12:00:00 | 2024-03-01 12:01:00 | rice | 2 | 102.24
2024-03-01 12:00:00 | 2024-03-01 12:01:00 | tea | 5 | 112.99
2024-03-01 12:01:00 | 2024-03-01 12:02:00 | rice | 2 | -2
2024-03-01 12:01:00 | 2024-03-01 12:02:00 | salt | 2 | 2.25
2024-03-01 12:01:00 | 2024-03-01 12:02:00 | tea | 2 | 2.25
2024-03-01 12:02:00 | 2024-03-01 12:03:00 | milk | 3 | -2
2024-03-01 12:02:00 | 2024-03-01 12:03:00 | rice | 4 | 0.25
2024-03-01 12:02:00 | 2024-03-01 12:03:00 | salt | 3 | 3.75
2024-03-01 12:02:00 | 2024-03-01 12:03:00 | tea | 6 | 31
2024-03-01 12:03:00 | 2024-03-01 12:04:00 | milk | 3 | 96.49
2024-03-01 12:03:00 | 2024-03-01 12:04:00 | rice | 1 | 2.25
2024-03-01 12:03:00 | 2024-03-01 12:04:00 | salt | 6 | 197.98
2024-03-01 12:03:00 | 2024-03-01 12:04:00 | tea | 4 | 299.97
2024-03-01 12:04:00 | 2024-03-01 12:05:00 | milk | 2 | -3.5
2024-03-01 12:04:00 | 2024-03-01 12:05:00 | rice | 2 | 101.49
2024-03-01 12:04:00 | 2024-03-01 12:05:00 | salt | 7 | 10.25
2024-03-01 12:04:00 | 2024-03-01 12:05:00 | tea | 3 | 6
2024-03-01 12:05:00 | 2024-03-01 12:06:00 | milk | 3 | -7
2024-03-01 12:05:00 | 2024-03-01 12:06:00 | rice | 3 | 10
2024-03-01 12:05:00 | 2024-03-01 12:06:00 | salt | 3 | 103.74
2024-03-01 12:06:00 | 2024-03-01 12:07:00 | milk | 1 | NULL
2024-03-01 12:06:00 | 2024-03-01 12:07:00 | rice | 4 | 97.99
2024-03-01 12:06:00 | 2024-03-01 12:07:00 | salt | 1 | 0
2024-03-01 12:06:00 | 2024-03-01 12:07:00 | tea | 1 | 2.25
2024-03-01 12:07:00 | 2024-03-01 12:08:00 | milk | 3 | 99.99
2024-03-01 12:07:00 | 2024-03-01 12:08:00 | salt | 1 | 0
