-- RANK and an offset.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT product, quantity, id, r FROM (
  SELECT *, RANK() OVER (PARTITION BY product ORDER BY quantity) AS r FROM orders) WHERE r BETWEEN 2 AND 5;
---- duckdb
SELECT product, quantity, id, r FROM (SELECT *, rank() OVER (PARTITION BY product ORDER BY quantity NULLS FIRST) AS r FROM orders) WHERE r BETWEEN 2 AND 5
---- rows
product STRING | quantity INT | id BIGINT | r BIGINT NOT NULL
milk | 1 | 16 | 3
milk | 1 | 6 | 3
milk | 1 | 69 | 3
milk | 1 | 79 | 3
milk | 1 | 79 | 3
rice | 1 | 30 | 3
rice | 1 | 33 | 3
rice | 1 | 56 | 3
rice | 1 | 65 | 3
rice | 1 | 65 | 3
rice | 1 | 74 | 3
rice | 1 | 75 | 3
rice | 1 | 8 | 3
salt | 1 | 18 | 5
salt | 1 | 32 | 5
salt | 1 | 37 | 5
salt | 1 | 44 | 5
salt | 1 | 47 | 5
salt | 1 | 51 | 5
salt | 1 | 53 | 5
salt | 1 | 68 | 5
