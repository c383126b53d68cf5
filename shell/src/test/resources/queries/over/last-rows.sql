-- The last three orders, the one before and the first of them.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT id, MAX(amount) OVER w AS highest, LAG(id) OVER (PARTITION BY customer ORDER BY ts, id) AS before, FIRST_VALUE(id) OVER w AS oldest, MIN(product) OVER w AS product
FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts, id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);
---- duckdb
SELECT id, max(amount) OVER w, lag(id) OVER (PARTITION BY customer ORDER BY ts, id), first_value(id) OVER w, min(product) OVER w FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts, id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
---- rows
id BIGINT | highest DECIMAL(10, 2) | before BIGINT | oldest BIGINT | product STRING
1 | NULL | NULL | 1 | tea
10 | 10 | 14 | 7 | milk
11 | 2.25 | 37 | 8 | rice
12 | -3.5 | NULL | 12 | rice
13 | 99.99 | 9 | 3 | rice
14 | 10 | 7 | 6 | milk
15 | 1.5 | 11 | 37 | rice
16 | -3.5 | 12 | 12 | milk
17 | 1.5 | 1 | 1 | rice
18 | 1.5 | 16 | 12 | milk
19 | 99.99 | 5 | 5 | tea
2 | 10 | NULL | 2 | tea
20 | 99.99 | NULL | 20 | rice
21 | 10 | 10 | 14 | salt
22 | 10 | 23 | 15 | milk
23 | 1.5 | 15 | 11 | milk
24 | 10 | 21 | 10 | tea
24 | 10 | 24 | 21 | tea
25 | 99.99 | 19 | 5 | rice
26 | 10 | 4 | 17 | rice
27 | 1.5 | 18 | 16 | milk
28 | 2.25 | 24 | 24 | rice
29 | 1.5 | 27 | 18 | salt
3 | 10 | 2 | 2 | tea
30 | 10 | 25 | 19 | rice
31 | 10 | 22 | 23 | milk
32 | 2.25 | 29 | 27 | salt
33 | 2.25 | 32 | 29 | rice
34 | 99.99 | 30 | 25 | rice
35 | 0 | 62 | 33 | milk
36 | 99.99 | 34 | 30 | rice
37 | 10 | 8 | 26 | rice
38 | 99.99 | 13 | 9 | milk
39 | 2.25 | 28 | 24 | rice
4 | 1.5 | 17 | 1 | rice
40 | 99.99 | 38 | 13 | milk
41 | 99.99 | 36 | 34 | milk
42 | 2.25 | 39 | 28 | rice
43 | 10 | 31 | 22 | milk
44 | 99.99 | 40 | 38 | milk
45 | 99.99 | 43 | 31 | milk
46 | 99.99 | 45 | 43 | salt
47 | 99.99 | 42 | 39 | rice
48 | 99.99 | 47 | 42 | milk
49 | 99.99 | 48 | 47 | milk
5 | 99.99 | NULL | 5 | tea
50 | 1.5 | 41 | 36 | milk
51 | 1.5 | 50 | 41 | milk
52 | 1.5 | 51 | 50 | rice
53 | 99.99 | 55 | 44 | rice
54 | 99.99 | 46 | 45 | salt
55 | 99.99 | 44 | 40 | rice
56 | 99.99 | 49 | 48 | milk
57 | 10 | 61 | 53 | milk
57 | 2.25 | 57 | 61 | milk
58 | 1.5 | 52 | 51 | rice
59 | 99.99 | 56 | 49 | milk
6 | 99.99 | 20 | 20 | milk
60 | 1.5 | 58 | 52 | rice
61 | 99.99 | 53 | 55 | milk
62 | 2.25 | 33 | 32 | milk
63 | 1.5 | 35 | 62 | milk
64 | 10 | 60 | 58 | rice
65 | 2.25 | 57 | 57 | rice
65 | 2.25 | 65 | 57 | rice
66 | 10 | 64 | 60 | rice
67 | 99.99 | 69 | 54 | milk
68 | 10 | 66 | 64 | rice
69 | 99.99 | 54 | 46 | milk
7 | 99.99 | 6 | 20 | milk
70 | 1.5 | 63 | 35 | milk
70 | 1.5 | 70 | 63 | milk
71 | 99.99 | 67 | 69 | milk
72 | 1.5 | 65 | 65 | rice
73 | 99.99 | 71 | 67 | rice
74 | 1.5 | 72 | 65 | rice
75 | -3.5 | 70 | 70 | milk
76 | 2.25 | 68 | 66 | salt
77 | 99.99 | 59 | 56 | milk
78 | 99.99 | 77 | 59 | milk
79 | 99.99 | 78 | 77 | milk
79 | 99.99 | 79 | 78 | milk
8 | 10 | 26 | 4 | rice
80 | 1.5 | 74 | 72 | rice
9 | 99.99 | 3 | 2 | rice
