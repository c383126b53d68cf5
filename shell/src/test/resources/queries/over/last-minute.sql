-- What was ordered in the last minute, over all customers and for each product.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT id, SUM(quantity) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW) AS pieces,
  COUNT(DISTINCT customer) OVER (PARTITION BY product ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW) AS customers
FROM orders;
---- duckdb
SELECT id, sum(quantity) OVER (ORDER BY ts RANGE BETWEEN INTERVAL 1 MINUTE PRECEDING AND CURRENT ROW),
  count(DISTINCT customer) OVER (PARTITION BY product ORDER BY ts RANGE BETWEEN INTERVAL 1 MINUTE PRECEDING AND CURRENT ROW) FROM orders
---- rows
id BIGINT | pieces INT | customers BIGINT NOT NULL
1 | 10 | 1
10 | 18 | 0
11 | 18 | 1
12 | 18 | 3
13 | 20 | 1
14 | 20 | 1
15 | 29 | 3
16 | 27 | 1
17 | 16 | 1
18 | 28 | 2
19 | 38 | 2
2 | 13 | 2
20 | 27 | 1
21 | 39 | 2
22 | 49 | 3
23 | 39 | 2
24 | 59 | 2
24 | 59 | 2
25 | 59 | 3
26 | 31 | 1
27 | 59 | 1
28 | 59 | 3
29 | 61 | 4
3 | 16 | 2
30 | 60 | 2
31 | 70 | 2
32 | 68 | 1
33 | 69 | 3
34 | 78 | 2
35 | 78 | 3
36 | 80 | 3
37 | 10 | 1
38 | 81 | 3
39 | 63 | 3
4 | 27 | 2
40 | 53 | 2
41 | 53 | 4
42 | 52 | 1
43 | 80 | 3
44 | 53 | 4
45 | 54 | 3
46 | 55 | 3
47 | 55 | 3
48 | 59 | 3
49 | 49 | 2
5 | 29 | 3
50 | 52 | 3
51 | 40 | 2
52 | 42 | 2
53 | 38 | 2
54 | 41 | 3
55 | 58 | 2
56 | 44 | 2
57 | 48 | 2
57 | 48 | 2
58 | 48 | 3
59 | 48 | 3
6 | 32 | 0
60 | 50 | 3
61 | 43 | 2
62 | 79 | 2
63 | 32 | 2
64 | 26 | 1
65 | 24 | 2
65 | 24 | 2
66 | 21 | 1
67 | 19 | 2
68 | 20 | 2
69 | 25 | 2
7 | 32 | 0
70 | 24 | 2
70 | 24 | 2
71 | 25 | 1
72 | 27 | 2
73 | 27 | 3
74 | 28 | 3
75 | 16 | 3
76 | 15 | 2
77 | 15 | 1
78 | 18 | 0
79 | 18 | 0
79 | 18 | 0
8 | 33 | 1
80 | 18 | 2
9 | 36 | 2
