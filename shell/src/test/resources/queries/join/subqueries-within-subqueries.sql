-- Subqueries in subqueries that use columns of the query two levels up: EXISTS, NOT EXISTS, IN, NOT IN, outer joins and values.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT o.id,
  (SELECT COUNT(*) FROM orders x WHERE EXISTS (SELECT 1 FROM orders y WHERE y.customer = o.customer AND y.quantity = x.quantity)) AS a,
  (SELECT COUNT(*) FROM orders x WHERE x.product = o.product
     AND x.quantity NOT IN (SELECT y.quantity FROM orders y WHERE y.customer = o.customer)) AS b,
  (SELECT COUNT(y.id) FROM orders x LEFT JOIN orders y ON x.id = y.id AND y.customer = o.customer) AS c,
  (SELECT SUM(x.quantity) FROM orders x WHERE x.id < (SELECT MAX(y.id) FROM orders y WHERE y.product = o.product AND y.id < 40)) AS d
FROM orders o
WHERE o.id < 14 AND NOT EXISTS (SELECT 1 FROM orders x WHERE x.quantity > o.quantity
  AND EXISTS (SELECT 1 FROM orders y WHERE y.customer = x.customer AND y.product = o.product AND y.id < o.id));
---- duckdb
SELECT o.id,
  (SELECT COUNT(*) FROM orders x WHERE EXISTS (SELECT 1 FROM orders y WHERE y.customer = o.customer AND y.quantity = x.quantity)) AS a,
  (SELECT COUNT(*) FROM orders x WHERE x.product = o.product
     AND x.quantity NOT IN (SELECT y.quantity FROM orders y WHERE y.customer = o.customer)) AS b,
  (SELECT COUNT(*) FROM orders x, orders y WHERE x.id = y.id AND y.customer = o.customer) AS c,
  (SELECT SUM(x.quantity) FROM orders x WHERE x.id < (SELECT MAX(y.id) FROM orders y WHERE y.product = o.product AND y.id < 40)) AS d
FROM orders o
WHERE o.id < 14 AND NOT EXISTS (SELECT 1 FROM orders x WHERE x.quantity > o.quantity
  AND EXISTS (SELECT 1 FROM orders y WHERE y.customer = x.customer AND y.product = o.product AND y.id < o.id))
---- rows
id BIGINT | a BIGINT NOT NULL | b BIGINT NOT NULL | c BIGINT NOT NULL | d INT
1 | 72 | 0 | 19 | 130
10 | 0 | 21 | 0 | 130
11 | 72 | 0 | 19 | 137
3 | 56 | 0 | 21 | 130
6 | 0 | 18 | 0 | 134
7 | 0 | 18 | 0 | 134
8 | 72 | 0 | 19 | 119
