-- DENSE_RANK by QUALIFY.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT product, quantity, id FROM orders QUALIFY DENSE_RANK() OVER (PARTITION BY product ORDER BY quantity DESC) <= 2;
---- duckdb
SELECT product, quantity, id FROM orders QUALIFY dense_rank() OVER (PARTITION BY product ORDER BY quantity DESC NULLS LAST) <= 2
---- rows
product STRING | quantity INT | id BIGINT
milk | 10 | 31
milk | 10 | 49
milk | 10 | 62
milk | 10 | 78
milk | 3 | 38
rice | 10 | 15
rice | 10 | 20
rice | 10 | 25
rice | 10 | 42
rice | 10 | 64
rice | 3 | 17
rice | 3 | 55
rice | 3 | 9
salt | 10 | 34
salt | 10 | 43
salt | 3 | 36
salt | 3 | 50
salt | 3 | 54
salt | 3 | 66
salt | 3 | 80
tea | 10 | 1
tea | 10 | 10
tea | 10 | 19
tea | 10 | 24
tea | 10 | 24
tea | 3 | 13
tea | 3 | 2
