-- Orders without a dear product stay alone.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, p.product, p.price FROM orders o LEFT JOIN products p ON o.product = p.product AND p.price > 1 AND o.quantity > 2;
---- duckdb
SELECT o.id, p.product, p.price FROM orders o LEFT JOIN products p ON o.product = p.product AND p.price > 1 AND o.quantity > 2
---- rows
id BIGINT | product STRING | price DECIMAL(10, 2)
1 | tea | 2.5
10 | tea | 2.5
11 | NULL | NULL
12 | NULL | NULL
13 | tea | 2.5
14 | NULL | NULL
15 | rice | 3
16 | NULL | NULL
17 | rice | 3
18 | NULL | NULL
19 | tea | 2.5
2 | tea | 2.5
20 | rice | 3
21 | NULL | NULL
22 | NULL | NULL
23 | NULL | NULL
24 | tea | 2.5
24 | tea | 2.5
25 | rice | 3
26 | NULL | NULL
27 | NULL | NULL
28 | NULL | NULL
29 | NULL | NULL
3 | NULL | NULL
30 | NULL | NULL
31 | milk | 1.2
32 | NULL | NULL
33 | NULL | NULL
34 | NULL | NULL
35 | NULL | NULL
36 | NULL | NULL
37 | NULL | NULL
38 | milk | 1.2
39 | NULL | NULL
4 | NULL | NULL
40 | NULL | NULL
41 | NULL | NULL
42 | rice | 3
43 | NULL | NULL
44 | NULL | NULL
45 | NULL | NULL
46 | NULL | NULL
47 | NULL | NULL
48 | NULL | NULL
49 | milk | 1.2
5 | NULL | NULL
50 | NULL | NULL
51 | NULL | NULL
52 | NULL | NULL
53 | NULL | NULL
54 | NULL | NULL
55 | rice | 3
56 | NULL | NULL
57 | NULL | NULL
57 | NULL | NULL
58 | NULL | NULL
59 | NULL | NULL
6 | NULL | NULL
60 | NULL | NULL
61 | NULL | NULL
62 | milk | 1.2
63 | NULL | NULL
64 | rice | 3
65 | NULL | NULL
65 | NULL | NULL
66 | NULL | NULL
67 | NULL | NULL
68 | NULL | NULL
69 | NULL | NULL
7 | NULL | NULL
70 | NULL | NULL
70 | NULL | NULL
71 | NULL | NULL
72 | NULL | NULL
73 | NULL | NULL
74 | NULL | NULL
75 | NULL | NULL
76 | NULL | NULL
77 | NULL | NULL
78 | milk | 1.2
79 | NULL | NULL
79 | NULL | NULL
8 | NULL | NULL
80 | NULL | NULL
9 | rice | 3
