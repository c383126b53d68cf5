-- A row of either side has a partner only where subqueries say so of it, and stays in any case.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, p.product, p.price FROM (SELECT * FROM orders WHERE id < 30) o FULL JOIN products p
  ON o.product = p.product
  AND o.quantity IN (SELECT quantity FROM orders WHERE customer = 'ann')
  AND p.price > (SELECT AVG(price) FROM products WHERE kind <> 'home')
  AND (EXISTS (SELECT 1 FROM products q WHERE q.kind = p.kind AND q.price < p.price) OR o.amount > 5);
---- duckdb
SELECT o.id, p.product, p.price FROM
  (SELECT *, coalesce(quantity IN (SELECT quantity FROM orders WHERE customer = 'ann'), false) AS a FROM orders WHERE id < 30) o
  FULL JOIN (SELECT *, price > (SELECT trunc(avg(price), 6) FROM products WHERE kind <> 'home') AS b,
      EXISTS (SELECT 1 FROM products q WHERE q.kind = r.kind AND q.price < r.price) AS c FROM products r) p
  ON o.product = p.product AND o.a AND p.b AND (p.c OR o.amount > 5)
---- rows
id BIGINT | product STRING | price DECIMAL(10, 2)
1 | NULL | NULL
10 | NULL | NULL
11 | NULL | NULL
12 | rice | 3
13 | tea | 2.5
14 | NULL | NULL
15 | NULL | NULL
16 | NULL | NULL
17 | rice | 3
18 | NULL | NULL
19 | NULL | NULL
2 | tea | 2.5
20 | NULL | NULL
21 | NULL | NULL
22 | NULL | NULL
23 | NULL | NULL
24 | NULL | NULL
24 | NULL | NULL
25 | NULL | NULL
26 | NULL | NULL
27 | NULL | NULL
28 | NULL | NULL
29 | tea | 2.5
3 | NULL | NULL
4 | tea | 2.5
5 | tea | 2.5
6 | NULL | NULL
7 | NULL | NULL
8 | rice | 3
9 | rice | 3
NULL | milk | 1.2
NULL | salt | 0.8
NULL | soap | 4.1
