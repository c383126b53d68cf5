-- An aggregate of no rows is a row: COUNT is 0.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT p.product, o.n, o.total
FROM products AS p
LEFT JOIN LATERAL (
  SELECT COUNT(*) AS n, SUM(amount) AS total FROM orders WHERE orders.product = p.product AND quantity > 9
) AS o ON TRUE;
---- rows
product STRING | n BIGINT NOT NULL | total DECIMAL(38, 2)
milk | 4 | 97.99
rice | 5 | 115.99
salt | 2 | 99.99
soap | 0 | NULL
tea | 5 | 14.5
