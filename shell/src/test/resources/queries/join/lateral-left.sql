-- A product without orders stays, with NULL also in what is computed from its own columns.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT p.product, o.id, o.more
FROM products AS p
LEFT JOIN LATERAL (
  SELECT id, amount - p.price AS more FROM orders WHERE orders.product = p.product AND amount > 50 + p.price
) AS o ON TRUE;
---- rows
product STRING | id BIGINT | more DECIMAL(11, 2)
milk | 38 | 98.79
milk | 78 | 98.79
rice | 20 | 96.99
rice | 55 | 96.99
rice | 56 | 96.99
rice | 73 | 96.99
rice | 9 | 96.99
salt | 34 | 99.19
salt | 47 | 99.19
salt | 67 | 99.19
soap | NULL | NULL
tea | 40 | 97.49
tea | 45 | 97.49
tea | 46 | 97.49
tea | 5 | 97.49
