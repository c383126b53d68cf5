-- The first order of each customer, once; no row of this data is late.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, id, ts FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts) AS rn FROM orders) WHERE rn = 1;
---- duckdb
SELECT customer, id, ts FROM (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY ts, id) AS rn FROM orders) WHERE rn = 1
---- rows
customer STRING | id BIGINT | ts TIMESTAMP(3)
NULL | 20 | 2024-03-01 12:00:13
ann | 2 | 2024-03-01 12:00:04
bob | 5 | 2024-03-01 12:00:15
cyd | 12 | 2024-03-01 12:01:30
dan | 1 | 2024-03-01 12:00:03
