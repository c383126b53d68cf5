-- The dearest orders of each product, by LIMIT in a subquery that uses a column of the table before it.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT p.product, p.price, o.id, o.amount
FROM products AS p,
  LATERAL (SELECT id, amount FROM orders WHERE orders.product = p.product AND amount > 2 ORDER BY amount DESC, id LIMIT 3) AS o;
---- duckdb
SELECT p.product, p.price, o.id, o.amount
FROM products AS p,
  LATERAL (SELECT id, amount FROM orders WHERE orders.product = p.product AND amount > 2 ORDER BY amount DESC NULLS LAST, id LIMIT 3) AS o
---- rows
product STRING | price DECIMAL(10, 2) | id BIGINT | amount DECIMAL(10, 2)
milk | 1.2 | 38 | 99.99
milk | 1.2 | 7 | 10
milk | 1.2 | 78 | 99.99
rice | 3 | 20 | 99.99
rice | 3 | 55 | 99.99
rice | 3 | 9 | 99.99
salt | 0.8 | 34 | 99.99
salt | 0.8 | 47 | 99.99
salt | 0.8 | 67 | 99.99
tea | 2.5 | 40 | 99.99
tea | 2.5 | 45 | 99.99
tea | 2.5 | 5 | 99.99
