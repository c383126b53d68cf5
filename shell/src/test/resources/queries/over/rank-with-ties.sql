-- RANK and an offset.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT product, quantity, id, r FROM (
  SELECT *, RANK() OVER (PARTITION BY product ORDER BY quantity) AS r FROM orders) WHERE r BETWEEN 2 AND 5;
---- duckdb
SELECT product, quantity, id, r FROM (SELECT *, rank() OVER (PARTITION BY product ORDER BY quantity NULLS FIRST) AS r FROM orders) WHERE r BETWEEN 2 AND 5
