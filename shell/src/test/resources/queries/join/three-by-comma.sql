-- Three tables by comma, in an order in which the first two have nothing in common.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');
CREATE TABLE numbers (
  k INT, i INT, b BIGINT, d DECIMAL(12, 2), x DOUBLE, s STRING, f BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/numbers.json', 'format' = 'json');

SELECT p.kind, COUNT(*) AS n, SUM(o.quantity) AS q FROM products p, numbers n, orders o WHERE o.product = p.product AND n.k = o.quantity AND n.i <> 0 GROUP BY p.kind;
---- duckdb
SELECT p.kind, COUNT(*) AS n, SUM(o.quantity) AS q FROM products p, numbers n, orders o WHERE o.product = p.product AND n.k = o.quantity AND n.i <> 0 GROUP BY p.kind
---- rows
kind STRING | n BIGINT NOT NULL | q INT
drink | 151 | 254
food | 237 | 410
