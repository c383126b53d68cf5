-- A lookup by a processing time that has passed a join, a ranking and GROUP BY.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (name STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT 'join' AS what, a.id, p.kind FROM (SELECT *, PROCTIME() AS pt FROM orders) AS a LEFT JOIN orders AS b ON a.id = b.id + 1 AND b.customer = 'ann'
LEFT JOIN products FOR SYSTEM_TIME AS OF a.pt AS p ON a.product = p.name AND b.quantity > 1
UNION ALL
SELECT 'ranking', a.id, p.kind FROM (
  SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY id DESC) AS r FROM (SELECT *, PROCTIME() AS pt FROM orders)) WHERE r <= 2) AS a
JOIN products FOR SYSTEM_TIME AS OF a.pt AS p ON a.product = p.name
UNION ALL
SELECT 'above', a.id, p.kind FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY id DESC) AS r FROM (SELECT *, PROCTIME() AS pt FROM orders)) AS a
LEFT JOIN products FOR SYSTEM_TIME AS OF a.pt AS p ON a.product = p.name WHERE r <= 3 AND (p.kind IS NULL OR p.kind = 'food')
UNION ALL
SELECT 'group', SUM(n), p.kind FROM (SELECT product, pt, COUNT(*) AS n FROM (SELECT *, PROCTIME() AS pt FROM orders) GROUP BY product, pt, id) AS a
JOIN products FOR SYSTEM_TIME AS OF a.pt AS p ON a.product = p.name GROUP BY p.kind;
---- duckdb
SELECT 'join', a.id, p.kind FROM orders a LEFT JOIN orders b ON a.id = b.id + 1 AND b.customer = 'ann'
LEFT JOIN products p ON a.product = p.name AND b.quantity > 1
UNION ALL
SELECT 'ranking', a.id, p.kind FROM (
  SELECT * FROM orders QUALIFY row_number() OVER (PARTITION BY customer ORDER BY id DESC) <= 2) a JOIN products p ON a.product = p.name
UNION ALL
SELECT 'above', a.id, p.kind FROM (
  SELECT * FROM orders QUALIFY row_number() OVER (PARTITION BY customer ORDER BY id DESC) <= 3) a LEFT JOIN products p ON a.product = p.name
WHERE p.kind IS NULL OR p.kind = 'food'
UNION ALL
SELECT 'group', count(*), p.kind FROM orders a JOIN products p ON a.product = p.name GROUP BY p.kind
---- rows
what VARCHAR(7) NOT NULL | id BIGINT | kind STRING
above | 66 | food
above | 68 | food
above | 72 | food
above | 73 | food
above | 74 | food
above | 75 | food
above | 76 | food
above | 80 | food
group | 39 | drink
group | 46 | food
join | 1 | NULL
join | 10 | drink
join | 11 | NULL
join | 12 | NULL
join | 13 | NULL
join | 14 | food
join | 15 | NULL
join | 16 | NULL
join | 17 | NULL
join | 18 | NULL
join | 19 | NULL
join | 2 | NULL
join | 20 | NULL
join | 21 | NULL
join | 22 | NULL
join | 23 | NULL
join | 24 | NULL
join | 24 | NULL
join | 25 | NULL
join | 26 | NULL
join | 27 | NULL
join | 28 | NULL
join | 29 | NULL
join | 3 | drink
join | 30 | NULL
join | 31 | NULL
join | 32 | NULL
join | 33 | NULL
join | 34 | NULL
join | 35 | NULL
join | 36 | NULL
join | 37 | NULL
join | 38 | NULL
join | 39 | food
join | 4 | NULL
join | 40 | NULL
join | 41 | NULL
join | 42 | NULL
join | 43 | NULL
join | 44 | NULL
join | 45 | NULL
join | 46 | NULL
join | 47 | NULL
join | 48 | NULL
join | 49 | NULL
join | 5 | NULL
join | 50 | NULL
join | 51 | NULL
join | 52 | NULL
join | 53 | NULL
join | 54 | NULL
join | 55 | NULL
join | 56 | food
join | 57 | NULL
join | 57 | NULL
join | 58 | food
join | 58 | food
join | 59 | NULL
join | 6 | NULL
join | 60 | NULL
join | 61 | NULL
join | 62 | drink
join | 63 | NULL
join | 64 | NULL
join | 65 | NULL
join | 65 | NULL
join | 66 | NULL
join | 66 | NULL
join | 67 | NULL
join | 68 | NULL
join | 69 | NULL
join | 7 | NULL
join | 70 | NULL
join | 70 | NULL
join | 71 | NULL
join | 72 | NULL
join | 73 | food
join | 74 | NULL
join | 75 | NULL
join | 76 | NULL
join | 77 | NULL
join | 78 | NULL
join | 79 | NULL
join | 79 | NULL
join | 8 | NULL
join | 80 | NULL
join | 9 | NULL
ranking | 68 | food
ranking | 70 | drink
ranking | 71 | drink
ranking | 73 | food
ranking | 74 | food
ranking | 75 | food
ranking | 76 | food
ranking | 79 | drink
ranking | 79 | drink
ranking | 80 | food
