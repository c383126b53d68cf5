-- The first row of those that belong to a row.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT p.product, (SELECT customer FROM orders WHERE orders.product = p.product AND quantity IS NOT NULL ORDER BY quantity DESC, id LIMIT 1) AS customer
FROM products AS p;
---- duckdb
SELECT p.product, (SELECT customer FROM orders WHERE orders.product = p.product AND quantity IS NOT NULL ORDER BY quantity DESC NULLS LAST, id LIMIT 1)
FROM products AS p
---- rows
product STRING | customer STRING
milk | dan
rice | dan
salt | bob
soap | NULL
tea | dan
