-- Orders without a dear product stay alone.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, p.product, p.price FROM orders o LEFT JOIN products p ON o.product = p.product AND p.price > 1 AND o.quantity > 2;
---- duckdb
SELECT o.id, p.product, p.price FROM orders o LEFT JOIN products p ON o.product = p.product AND p.price > 1 AND o.quantity > 2
