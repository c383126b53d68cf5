-- Subqueries that stand for a value: of all rows, of rows like this one, and counts of none.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, (SELECT MAX(price) FROM products) AS top, (SELECT COUNT(*) FROM orders x WHERE x.product = o.product AND x.customer = 'ann') AS n, (SELECT SUM(x.quantity) FROM orders x WHERE x.customer = o.customer) AS q FROM orders o WHERE o.quantity > (SELECT AVG(quantity) FROM orders);
---- duckdb
SELECT o.id, (SELECT MAX(price) FROM products) AS top, (SELECT COUNT(*) FROM orders x WHERE x.product = o.product AND x.customer = 'ann') AS n, (SELECT SUM(x.quantity) FROM orders x WHERE x.customer = o.customer) AS q FROM orders o WHERE o.quantity > (SELECT AVG(quantity) FROM orders)
---- rows
id BIGINT | top DECIMAL(10, 2) | n BIGINT NOT NULL | q INT
1 | 4.1 | 6 | 60
10 | 4.1 | 6 | NULL
15 | 4.1 | 6 | 60
19 | 4.1 | 6 | 62
20 | 4.1 | 6 | NULL
24 | 4.1 | 6 | NULL
24 | 4.1 | 6 | NULL
25 | 4.1 | 6 | 62
31 | 4.1 | 2 | 60
34 | 4.1 | 3 | 62
42 | 4.1 | 6 | NULL
43 | 4.1 | 3 | 60
49 | 4.1 | 2 | NULL
62 | 4.1 | 2 | 24
64 | 4.1 | 6 | 62
78 | 4.1 | 2 | NULL
