-- Scalar functions of a user, by a class and by an expression.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE FUNCTION marked AS 'io.weir.query.QueryFunctions$Prefixed' WITH ('prefix' = '#');
CREATE FUNCTION total(price DECIMAL(10, 2), n INT) RETURNS DECIMAL(12, 2) RETURN price * COALESCE(n, 1);
SELECT id, marked(product) AS p, marked(id, 1, quantity) AS s, total(amount, quantity) AS t FROM orders WHERE marked(product) <> '#tea';
---- duckdb
SELECT id, '#' || product, id + 1 + quantity, CAST(amount * coalesce(quantity, 1) AS DECIMAL(12, 2)) FROM orders WHERE product <> 'tea'
---- rows
id BIGINT | p STRING | s BIGINT | t DECIMAL(12, 2)
11 | #salt | NULL | NULL
12 | #rice | 15 | -7
14 | #salt | NULL | 2.25
15 | #rice | 26 | 15
16 | #milk | 18 | -3.5
17 | #rice | 21 | 4.5
18 | #salt | 20 | 1.5
20 | #rice | 31 | 999.9
23 | #milk | 26 | NULL
25 | #rice | 36 | 22.5
26 | #salt | 29 | 20
27 | #salt | NULL | 0
28 | #rice | NULL | 1.5
30 | #rice | 32 | -3.5
31 | #milk | 42 | 15
32 | #salt | 34 | 2.25
33 | #rice | 35 | NULL
34 | #salt | 45 | 999.9
36 | #salt | 40 | 4.5
37 | #salt | 39 | -3.5
38 | #milk | 42 | 299.97
39 | #salt | 42 | -7
41 | #milk | 44 | NULL
42 | #rice | 53 | 22.5
43 | #salt | 54 | 0
44 | #salt | 46 | 0
47 | #salt | 49 | 99.99
48 | #milk | 51 | -7
49 | #milk | 60 | -35
50 | #salt | 54 | 4.5
51 | #salt | 53 | NULL
52 | #rice | 55 | 3
53 | #salt | 55 | 10
54 | #salt | 58 | 6.75
55 | #rice | 59 | 299.97
56 | #rice | 58 | 99.99
58 | #salt | NULL | 0
59 | #salt | 62 | -7
6 | #milk | 8 | 2.25
60 | #salt | 63 | NULL
61 | #milk | 64 | NULL
62 | #milk | 73 | NULL
64 | #rice | 75 | 100
65 | #rice | 67 | NULL
65 | #rice | 67 | NULL
66 | #salt | 70 | 4.5
67 | #salt | 70 | 199.98
68 | #salt | 70 | 2.25
69 | #milk | 71 | NULL
7 | #milk | NULL | 10
70 | #milk | 73 | -7
70 | #milk | 73 | -7
72 | #rice | 75 | 3
73 | #rice | NULL | 99.99
74 | #rice | 76 | 0
75 | #rice | 77 | -3.5
76 | #salt | 79 | 0
77 | #milk | NULL | NULL
78 | #milk | 89 | 999.9
79 | #milk | 81 | NULL
79 | #milk | 81 | NULL
8 | #rice | 10 | 2.25
80 | #salt | 84 | 0
9 | #rice | 13 | 299.97
