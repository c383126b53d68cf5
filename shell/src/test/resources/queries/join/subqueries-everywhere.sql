-- Subqueries in HAVING, CASE, ON, ORDER BY and under OR.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.product, COUNT(*) AS n,
  CASE WHEN o.product IN (SELECT product FROM products WHERE kind = 'drink') THEN 'drink' ELSE 'other' END AS kind
FROM orders AS o JOIN products AS p ON o.product = p.product AND p.price < (SELECT MAX(amount) FROM orders)
WHERE EXISTS (SELECT 1 FROM products AS c WHERE c.price > o.amount) OR o.quantity = (SELECT MAX(quantity) FROM orders)
GROUP BY o.product
HAVING COUNT(*) > (SELECT COUNT(*) FROM products) AND o.product NOT IN (SELECT product FROM products WHERE price > 1000)
ORDER BY (SELECT COUNT(*) FROM products), n DESC, o.product LIMIT 3;
---- duckdb
SELECT o.product, COUNT(*) AS n,
  CASE WHEN o.product IN (SELECT product FROM products WHERE kind = 'drink') THEN 'drink' ELSE 'other' END AS kind
FROM orders AS o JOIN products AS p ON o.product = p.product AND p.price < (SELECT MAX(amount) FROM orders)
WHERE EXISTS (SELECT 1 FROM products AS c WHERE c.price > o.amount) OR o.quantity = (SELECT MAX(quantity) FROM orders)
GROUP BY o.product
HAVING COUNT(*) > (SELECT COUNT(*) FROM products) AND o.product NOT IN (SELECT product FROM products WHERE price > 1000)
ORDER BY n DESC, o.product LIMIT 3
---- rows
product STRING | n BIGINT NOT NULL | kind CHAR(5) NOT NULL
rice | 14 | other
salt | 18 | other
tea | 14 | drink
