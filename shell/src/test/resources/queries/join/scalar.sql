-- Subqueries that stand for a value: of all rows, of rows like this one, and counts of none.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, (SELECT MAX(price) FROM products) AS top, (SELECT COUNT(*) FROM orders x WHERE x.product = o.product AND x.customer = 'ann') AS n, (SELECT SUM(x.quantity) FROM orders x WHERE x.customer = o.customer) AS q FROM orders o WHERE o.quantity > (SELECT AVG(quantity) FROM orders);
---- duckdb
SELECT o.id, (SELECT MAX(price) FROM products) AS top, (SELECT COUNT(*) FROM orders x WHERE x.product = o.product AND x.customer = 'ann') AS n, (SELECT SUM(x.quantity) FROM orders x WHERE x.customer = o.customer) AS q FROM orders o WHERE o.quantity > (SELECT AVG(quantity) FROM orders)
