-- IN and EXISTS as values.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, o.product IN (SELECT product FROM products WHERE price > 2) AS dear, EXISTS (SELECT 1 FROM orders x WHERE x.customer = o.customer AND x.id < o.id) AS again, o.quantity IN (SELECT quantity FROM orders WHERE id > 80) AS seen FROM orders o;
---- duckdb
SELECT o.id, o.product IN (SELECT product FROM products WHERE price > 2) AS dear, EXISTS (SELECT 1 FROM orders x WHERE x.customer = o.customer AND x.id < o.id) AS again, o.quantity IN (SELECT quantity FROM orders WHERE id > 80) AS seen FROM orders o
---- rows
id BIGINT | dear BOOLEAN | again BOOLEAN NOT NULL | seen BOOLEAN
1 | true | false | false
10 | true | false | false
11 | false | true | false
12 | true | false | false
13 | true | true | false
14 | false | false | false
15 | true | true | false
16 | false | true | false
17 | true | true | false
18 | false | true | false
19 | true | true | false
2 | true | false | false
20 | true | false | false
21 | true | false | false
22 | true | true | false
23 | false | true | false
24 | true | false | false
24 | true | false | false
25 | true | true | false
26 | false | true | false
27 | false | true | false
28 | true | false | false
29 | true | true | false
3 | true | true | false
30 | true | true | false
31 | false | true | false
32 | false | true | false
33 | true | true | false
34 | false | true | false
35 | true | true | false
36 | false | true | false
37 | false | true | false
38 | false | true | false
39 | false | false | false
4 | true | true | false
40 | true | true | false
41 | false | true | false
42 | true | false | false
43 | false | true | false
44 | false | true | false
45 | true | true | false
46 | true | true | false
47 | false | false | false
48 | false | false | false
49 | false | false | false
5 | true | false | false
50 | false | true | false
51 | false | true | false
52 | true | true | false
53 | false | true | false
54 | false | true | false
55 | true | true | false
56 | true | false | false
57 | true | true | false
57 | true | true | false
58 | false | true | false
59 | false | false | false
6 | false | false | false
60 | false | true | false
61 | false | true | false
62 | false | true | false
63 | true | true | false
64 | true | true | false
65 | true | true | false
65 | true | true | false
66 | false | true | false
67 | false | true | false
68 | false | true | false
69 | false | true | false
7 | false | false | false
70 | false | true | false
70 | false | true | false
71 | true | true | false
72 | true | true | false
73 | true | true | false
74 | true | true | false
75 | true | true | false
76 | false | true | false
77 | false | false | false
78 | false | false | false
79 | false | false | false
79 | false | false | false
8 | true | true | false
80 | false | true | false
9 | true | true | false
