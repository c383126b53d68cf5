-- The left side of an outer join, and of IN, within a subquery computes from the row around it what it is compared by.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT o.id,
  (SELECT COUNT(y.product)
   FROM (SELECT x.quantity + o.quantity AS c FROM orders x WHERE x.customer = o.customer) AS l
   LEFT JOIN orders y ON l.c = y.quantity) AS pairs,
  (SELECT COUNT(*) FROM (SELECT x.quantity - o.quantity AS c FROM orders x) AS l
   WHERE l.c IN (SELECT y.quantity FROM orders y)) AS found
FROM orders o WHERE o.id < 20;
---- duckdb
SELECT o.id,
  (SELECT COUNT(y.product)
   FROM (SELECT x.quantity + o.quantity AS c FROM orders x WHERE x.customer = o.customer) AS l
   LEFT JOIN orders y ON l.c = y.quantity) AS pairs,
  (SELECT COUNT(*) FROM (SELECT x.quantity - o.quantity AS c FROM orders x) AS l
   WHERE l.c IN (SELECT y.quantity FROM orders y)) AS found
FROM orders o WHERE o.id < 20
---- rows
id BIGINT | pairs BIGINT NOT NULL | found BIGINT NOT NULL
1 | 0 | 0
10 | 0 | 0
11 | 0 | 0
12 | 66 | 11
13 | 0 | 0
14 | 0 | 0
15 | 0 | 0
16 | 164 | 31
17 | 0 | 0
18 | 164 | 31
19 | 0 | 0
2 | 0 | 0
3 | 0 | 0
4 | 164 | 31
5 | 33 | 11
6 | 0 | 31
7 | 0 | 0
8 | 164 | 31
9 | 0 | 0
