-- NOT over a condition that has a subquery in it.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT id FROM orders WHERE NOT (customer LIKE 'a%' OR product NOT IN (SELECT product FROM products));
---- duckdb
SELECT id FROM orders WHERE NOT (customer LIKE 'a%' OR product NOT IN (SELECT product FROM products))
---- rows
id BIGINT
1
11
12
15
16
17
18
19
22
23
25
26
27
29
30
31
32
33
34
35
36
37
4
41
43
45
46
5
50
51
52
54
58
60
62
63
64
66
67
68
69
70
70
71
73
75
76
8
