-- Subqueries that compare with the row around them by other things than equality, below an aggregate and below LIMIT.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT id,
  (SELECT COUNT(*) FROM orders x WHERE x.quantity < o.quantity) AS less,
  (SELECT SUM(x.quantity * o.quantity) FROM orders x WHERE x.customer = o.customer AND x.id <= o.id) AS products,
  l.n
FROM orders o LEFT JOIN LATERAL (
  SELECT x.id AS n FROM orders x WHERE x.product = o.product AND x.id > o.id ORDER BY x.id LIMIT 1) AS l ON TRUE
WHERE id < 40 AND amount >= (SELECT MIN(amount) FROM orders x WHERE x.id BETWEEN o.id - 3 AND o.id + 3);
---- duckdb
SELECT id,
  (SELECT count(*) FROM orders x WHERE x.quantity < o.quantity),
  (SELECT CAST(sum(x.quantity * o.quantity) AS INTEGER) FROM orders x WHERE x.customer = o.customer AND x.id <= o.id),
  (SELECT min(x.id) FROM orders x WHERE x.product = o.product AND x.id > o.id)
FROM orders o
WHERE id < 40 AND amount >= (SELECT min(amount) FROM orders x WHERE x.id BETWEEN o.id - 3 AND o.id + 3)
---- rows
id BIGINT | less BIGINT NOT NULL | products INT | n BIGINT
12 | 25 | 4 | 15
13 | 45 | 27 | 19
14 | 0 | NULL | 18
15 | 56 | 220 | 17
16 | 0 | 3 | 23
17 | 45 | 75 | 20
18 | 0 | 4 | 26
19 | 56 | 120 | 21
2 | 45 | 9 | 3
20 | 56 | NULL | 25
21 | 0 | NULL | 22
22 | 0 | NULL | 24
24 | 56 | NULL | 29
24 | 56 | NULL | 29
25 | 56 | 220 | 28
26 | 25 | 58 | 27
27 | 0 | NULL | 32
28 | 0 | NULL | 30
29 | 25 | 12 | 35
3 | 0 | NULL | 4
30 | 0 | 23 | 33
31 | 56 | 390 | 38
32 | 0 | 7 | 34
34 | 56 | 330 | 36
35 | 0 | NULL | 40
36 | 45 | 108 | 37
37 | 0 | 40 | 39
38 | 45 | 36 | 41
39 | 25 | NULL | 43
4 | 0 | 11 | 5
5 | 25 | 4 | 10
6 | 0 | NULL | 7
7 | 0 | NULL | 16
8 | 0 | 12 | 9
9 | 45 | 18 | 12
