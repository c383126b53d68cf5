-- A computed column and one that builds on ROW fields.
CREATE TABLE orders (
  id BIGINT, amount DECIMAL(10, 2), quantity INT, total AS amount * quantity, label AS 'n' || CAST(id AS STRING)
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
SELECT id, total, label FROM orders WHERE total > 10;
---- rows
id BIGINT | total DECIMAL(21, 2) | label STRING
15 | 15 | n15
19 | 100 | n19
2 | 30 | n2
20 | 999.9 | n20
24 | 22.5 | n24
24 | 22.5 | n24
25 | 22.5 | n25
26 | 20 | n26
31 | 15 | n31
34 | 999.9 | n34
38 | 299.97 | n38
42 | 22.5 | n42
45 | 99.99 | n45
46 | 99.99 | n46
47 | 99.99 | n47
5 | 199.98 | n5
55 | 299.97 | n55
56 | 99.99 | n56
64 | 100 | n64
67 | 199.98 | n67
78 | 999.9 | n78
9 | 299.97 | n9
