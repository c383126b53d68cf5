-- Several groups for each row, and a comparison that is no equality.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT p.product, o.customer, o.n, d.product AS cheaper
FROM products AS p,
  LATERAL (SELECT customer, COUNT(*) AS n FROM orders WHERE orders.product = p.product GROUP BY customer) AS o,
  LATERAL (SELECT product FROM products AS c WHERE c.price < p.price) AS d
WHERE o.n > 4;
---- rows
product STRING | customer STRING | n BIGINT NOT NULL | cheaper STRING
milk | NULL | 8 | salt
rice | ann | 6 | milk
rice | ann | 6 | salt
rice | ann | 6 | tea
tea | ann | 6 | milk
tea | ann | 6 | salt
tea | dan | 6 | milk
tea | dan | 6 | salt
