-- IN, NOT IN with NULLs and EXISTS.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id FROM orders o WHERE o.product IN (SELECT product FROM products WHERE kind = 'food') AND EXISTS (SELECT 1 FROM orders x WHERE x.customer = o.customer AND x.quantity > o.quantity) AND o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'cyd' AND quantity IS NOT NULL);
---- duckdb
SELECT o.id FROM orders o WHERE o.product IN (SELECT product FROM products WHERE kind = 'food') AND EXISTS (SELECT 1 FROM orders x WHERE x.customer = o.customer AND x.quantity > o.quantity) AND o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'cyd' AND quantity IS NOT NULL)
---- rows
id BIGINT
17
36
50
54
66
