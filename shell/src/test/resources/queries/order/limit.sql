-- The first rows of a whole input.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT id, amount, customer FROM orders ORDER BY amount DESC, id LIMIT 7;
---- duckdb
SELECT id, amount, customer FROM orders ORDER BY amount DESC NULLS LAST, id LIMIT 7
---- rows
id BIGINT | amount DECIMAL(10, 2) | customer STRING
20 | 99.99 | NULL
34 | 99.99 | bob
38 | 99.99 | ann
40 | 99.99 | ann
45 | 99.99 | dan
5 | 99.99 | bob
9 | 99.99 | ann
