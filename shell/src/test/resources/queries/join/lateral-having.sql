-- HAVING without GROUP BY lets the one row go.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT p.product, o.n
FROM products AS p,
  LATERAL (SELECT COUNT(*) AS n FROM orders WHERE orders.product = p.product AND quantity > 2 HAVING COUNT(*) > 4) AS o;
---- rows
product STRING | n BIGINT NOT NULL
milk | 5
rice | 8
salt | 7
tea | 7
