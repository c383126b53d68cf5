-- OVER within a subquery sees the rows for one outer row only.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT o.id,
  (SELECT MAX(r) FROM (SELECT ROW_NUMBER() OVER (ORDER BY x.id) AS r FROM orders x WHERE x.customer = o.customer)) AS ranks,
  (SELECT SUM(s) FROM (SELECT SUM(x.quantity) OVER (PARTITION BY x.product ORDER BY x.id) AS s FROM orders x WHERE x.id < o.id)) AS sums,
  l.place
FROM orders o, LATERAL (
  SELECT x.id, RANK() OVER (ORDER BY x.quantity) AS place FROM orders x WHERE x.product = o.product) AS l
WHERE l.id = o.id AND o.id < 30;
---- duckdb
SELECT o.id,
  (SELECT MAX(r) FROM (SELECT ROW_NUMBER() OVER (ORDER BY x.id) AS r FROM orders x WHERE x.customer = o.customer)) AS ranks,
  (SELECT SUM(s) FROM (SELECT SUM(x.quantity) OVER (PARTITION BY x.product ORDER BY x.id) AS s FROM orders x WHERE x.id < o.id)) AS sums,
  l.place
FROM orders o JOIN (SELECT id, RANK() OVER (PARTITION BY product ORDER BY quantity) AS place FROM orders) AS l ON l.id = o.id
WHERE o.id < 30
---- rows
id BIGINT | ranks BIGINT | sums INT | place BIGINT NOT NULL
1 | 19 | NULL | 17
10 | NULL | 73 | 17
11 | 19 | 99 | 1
12 | 13 | 99 | 11
13 | 17 | 105 | 15
14 | NULL | 134 | 1
15 | 19 | 134 | 17
16 | 13 | 150 | 3
17 | 19 | 152 | 14
18 | 13 | 171 | 5
19 | 16 | 172 | 17
2 | 17 | 10 | 15
20 | NULL | 211 | 17
21 | NULL | 240 | 1
22 | 19 | 279 | 1
23 | 19 | 318 | 8
24 | NULL | 322 | 17
24 | NULL | 322 | 17
24 | NULL | 322 | 17
24 | NULL | 322 | 17
25 | 16 | 440 | 17
26 | 19 | 479 | 13
27 | 13 | 482 | 1
28 | NULL | 485 | 1
29 | 13 | 524 | 10
3 | 17 | 23 | 1
4 | 19 | 36 | 6
5 | 16 | 50 | 10
6 | NULL | 66 | 3
7 | NULL | 67 | 1
8 | 19 | 68 | 3
9 | 17 | 69 | 14
