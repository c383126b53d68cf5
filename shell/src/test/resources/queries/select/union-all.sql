-- Three branches, one of them twice.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT product, quantity FROM orders WHERE quantity > 2
UNION ALL SELECT product, -quantity FROM orders WHERE amount IS NULL
UNION ALL SELECT product, quantity FROM orders WHERE quantity > 2;
---- rows
product STRING | quantity INT
milk | -1
milk | -1
milk | -1
milk | -10
milk | -2
milk | -2
milk | -2
milk | 10
milk | 10
milk | 10
milk | 10
milk | 10
milk | 10
milk | 10
milk | 10
milk | 3
milk | 3
milk | NULL
rice | -1
rice | -1
rice | -1
rice | 10
rice | 10
rice | 10
rice | 10
rice | 10
rice | 10
rice | 10
rice | 10
rice | 10
rice | 10
rice | 3
rice | 3
rice | 3
rice | 3
rice | 3
rice | 3
salt | -1
salt | -2
salt | 10
salt | 10
salt | 10
salt | 10
salt | 3
salt | 3
salt | 3
salt | 3
salt | 3
salt | 3
salt | 3
salt | 3
salt | 3
salt | 3
salt | NULL
tea | -10
tea | -10
tea | 10
tea | 10
tea | 10
tea | 10
tea | 10
tea | 10
tea | 10
tea | 10
tea | 10
tea | 10
tea | 3
tea | 3
tea | 3
tea | 3
