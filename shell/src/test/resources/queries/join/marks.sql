-- IN and EXISTS as values.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, o.product IN (SELECT product FROM products WHERE price > 2) AS dear, EXISTS (SELECT 1 FROM orders x WHERE x.customer = o.customer AND x.id < o.id) AS again, o.quantity IN (SELECT quantity FROM orders WHERE id > 80) AS seen FROM orders o;
---- duckdb
SELECT o.id, o.product IN (SELECT product FROM products WHERE price > 2) AS dear, EXISTS (SELECT 1 FROM orders x WHERE x.customer = o.customer AND x.id < o.id) AS again, o.quantity IN (SELECT quantity FROM orders WHERE id > 80) AS seen FROM orders o
