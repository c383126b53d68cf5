-- The last order of each customer.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, id, ts FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts DESC, id DESC) AS rn FROM orders) WHERE rn = 1;
---- duckdb
SELECT customer, id, ts FROM (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY ts DESC, id DESC) AS rn FROM orders) WHERE rn = 1
---- rows
customer STRING | id BIGINT | ts TIMESTAMP(3)
NULL | 79 | 2024-03-01 12:07:01
ann | 80 | 2024-03-01 12:07:21
bob | 76 | 2024-03-01 12:06:35
cyd | 75 | 2024-03-01 12:06:24
dan | 73 | 2024-03-01 12:06:11
