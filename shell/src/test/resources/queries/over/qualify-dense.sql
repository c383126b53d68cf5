-- DENSE_RANK by QUALIFY.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT product, quantity, id FROM orders QUALIFY DENSE_RANK() OVER (PARTITION BY product ORDER BY quantity DESC) <= 2;
---- duckdb
SELECT product, quantity, id FROM orders QUALIFY dense_rank() OVER (PARTITION BY product ORDER BY quantity DESC NULLS LAST) <= 2
