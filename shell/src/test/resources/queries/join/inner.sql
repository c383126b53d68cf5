-- Orders with their products.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, o.product, p.kind, p.price FROM orders o JOIN products p ON o.product = p.product;
---- duckdb
SELECT o.id, o.product, p.kind, p.price FROM orders o JOIN products p ON o.product = p.product
