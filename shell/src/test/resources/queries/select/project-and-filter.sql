-- Columns, arithmetic and a condition that NULL does not meet.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT id, UPPER(customer) AS customer, amount * 2 AS doubled, quantity + 1 AS more
FROM orders WHERE amount > 1 OR customer = 'bob';
---- rows
id BIGINT | customer STRING | doubled DECIMAL(21, 2) | more INT
13 | ANN | 4.5 | 4
14 | NULL | 4.5 | NULL
15 | DAN | 3 | 11
17 | DAN | 3 | 4
18 | CYD | 3 | 2
19 | BOB | 20 | 11
2 | ANN | 20 | 4
20 | NULL | 199.98 | 11
21 | NULL | 20 | NULL
22 | DAN | 20 | NULL
24 | NULL | 4.5 | 11
24 | NULL | 4.5 | 11
25 | BOB | 4.5 | 11
26 | DAN | 20 | 3
28 | NULL | 3 | NULL
3 | ANN | 3 | NULL
30 | BOB | -7 | 2
31 | DAN | 3 | 11
32 | CYD | 4.5 | 2
34 | BOB | 199.98 | 11
36 | BOB | 3 | 4
38 | ANN | 199.98 | 4
4 | DAN | 3 | 2
40 | ANN | 199.98 | NULL
41 | BOB | NULL | 3
42 | NULL | 4.5 | 11
45 | DAN | 199.98 | 2
46 | DAN | 199.98 | 2
47 | NULL | 199.98 | 2
5 | BOB | 199.98 | 3
50 | BOB | 3 | 4
51 | BOB | NULL | 2
52 | BOB | 3 | 3
53 | ANN | 20 | 2
54 | DAN | 4.5 | 4
55 | ANN | 199.98 | 4
56 | NULL | 199.98 | 2
57 | ANN | 4.5 | 3
57 | ANN | 4.5 | 3
58 | BOB | 0 | NULL
6 | NULL | 4.5 | 2
60 | BOB | NULL | 3
63 | CYD | 3 | 2
64 | BOB | 20 | 11
66 | BOB | 3 | 4
67 | DAN | 199.98 | 3
68 | BOB | 4.5 | 2
7 | NULL | 20 | NULL
71 | DAN | 4.5 | 3
72 | ANN | 3 | 3
73 | DAN | 199.98 | NULL
76 | BOB | 0 | 3
78 | NULL | 199.98 | 11
8 | DAN | 4.5 | 2
9 | ANN | 199.98 | 4
