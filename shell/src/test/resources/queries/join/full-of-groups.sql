-- Two results that change, joined fully.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT a.customer, a.n, b.customer AS c2, b.m FROM (SELECT customer, COUNT(*) AS n FROM orders WHERE product = 'tea' GROUP BY customer) a FULL JOIN (SELECT customer, MAX(quantity) AS m FROM orders WHERE quantity > 4 GROUP BY customer) b ON a.customer = b.customer AND a.n < b.m;
---- duckdb
SELECT a.customer, a.n, b.customer AS c2, b.m FROM (SELECT customer, COUNT(*) AS n FROM orders WHERE product = 'tea' GROUP BY customer) a FULL JOIN (SELECT customer, MAX(quantity) AS m FROM orders WHERE quantity > 4 GROUP BY customer) b ON a.customer = b.customer AND a.n < b.m
---- rows
customer STRING | n BIGINT | c2 STRING | m INT
NULL | 4 | NULL | NULL
NULL | NULL | NULL | 10
ann | 6 | NULL | NULL
bob | 2 | bob | 10
cyd | 3 | cyd | 10
dan | 6 | dan | 10
