-- Orders with their products.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, o.product, p.kind, p.price FROM orders o JOIN products p ON o.product = p.product;
---- duckdb
SELECT o.id, o.product, p.kind, p.price FROM orders o JOIN products p ON o.product = p.product
---- rows
id BIGINT | product STRING | kind STRING | price DECIMAL(10, 2)
1 | tea | drink | 2.5
10 | tea | drink | 2.5
11 | salt | food | 0.8
12 | rice | food | 3
13 | tea | drink | 2.5
14 | salt | food | 0.8
15 | rice | food | 3
16 | milk | drink | 1.2
17 | rice | food | 3
18 | salt | food | 0.8
19 | tea | drink | 2.5
2 | tea | drink | 2.5
20 | rice | food | 3
21 | tea | drink | 2.5
22 | tea | drink | 2.5
23 | milk | drink | 1.2
24 | tea | drink | 2.5
24 | tea | drink | 2.5
25 | rice | food | 3
26 | salt | food | 0.8
27 | salt | food | 0.8
28 | rice | food | 3
29 | tea | drink | 2.5
3 | tea | drink | 2.5
30 | rice | food | 3
31 | milk | drink | 1.2
32 | salt | food | 0.8
33 | rice | food | 3
34 | salt | food | 0.8
35 | tea | drink | 2.5
36 | salt | food | 0.8
37 | salt | food | 0.8
38 | milk | drink | 1.2
39 | salt | food | 0.8
4 | tea | drink | 2.5
40 | tea | drink | 2.5
41 | milk | drink | 1.2
42 | rice | food | 3
43 | salt | food | 0.8
44 | salt | food | 0.8
45 | tea | drink | 2.5
46 | tea | drink | 2.5
47 | salt | food | 0.8
48 | milk | drink | 1.2
49 | milk | drink | 1.2
5 | tea | drink | 2.5
50 | salt | food | 0.8
51 | salt | food | 0.8
52 | rice | food | 3
53 | salt | food | 0.8
54 | salt | food | 0.8
55 | rice | food | 3
56 | rice | food | 3
57 | tea | drink | 2.5
57 | tea | drink | 2.5
58 | salt | food | 0.8
59 | salt | food | 0.8
6 | milk | drink | 1.2
60 | salt | food | 0.8
61 | milk | drink | 1.2
62 | milk | drink | 1.2
63 | tea | drink | 2.5
64 | rice | food | 3
65 | rice | food | 3
65 | rice | food | 3
66 | salt | food | 0.8
67 | salt | food | 0.8
68 | salt | food | 0.8
69 | milk | drink | 1.2
7 | milk | drink | 1.2
70 | milk | drink | 1.2
70 | milk | drink | 1.2
71 | tea | drink | 2.5
72 | rice | food | 3
73 | rice | food | 3
74 | rice | food | 3
75 | rice | food | 3
76 | salt | food | 0.8
77 | milk | drink | 1.2
78 | milk | drink | 1.2
79 | milk | drink | 1.2
79 | milk | drink | 1.2
8 | rice | food | 3
80 | salt | food | 0.8
9 | rice | food | 3
