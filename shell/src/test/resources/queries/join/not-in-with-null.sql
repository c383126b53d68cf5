-- One NULL makes NOT IN unknown; an empty subquery makes it true for all.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT o.id, 'some' AS what FROM orders o WHERE o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'ann') UNION ALL SELECT o.id, 'none' FROM orders o WHERE o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'nobody');
---- duckdb
SELECT o.id, 'some' AS what FROM orders o WHERE o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'ann') UNION ALL SELECT o.id, 'none' FROM orders o WHERE o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'nobody')
---- rows
id BIGINT | what CHAR(4) NOT NULL
1 | none
10 | none
11 | none
12 | none
13 | none
14 | none
15 | none
16 | none
17 | none
18 | none
19 | none
2 | none
20 | none
21 | none
22 | none
23 | none
24 | none
24 | none
25 | none
26 | none
27 | none
28 | none
29 | none
3 | none
30 | none
31 | none
32 | none
33 | none
34 | none
35 | none
36 | none
37 | none
38 | none
39 | none
4 | none
40 | none
41 | none
42 | none
43 | none
44 | none
45 | none
46 | none
47 | none
48 | none
49 | none
5 | none
50 | none
51 | none
52 | none
53 | none
54 | none
55 | none
56 | none
57 | none
57 | none
58 | none
59 | none
6 | none
60 | none
61 | none
62 | none
63 | none
64 | none
65 | none
65 | none
66 | none
67 | none
68 | none
69 | none
7 | none
70 | none
70 | none
71 | none
72 | none
73 | none
74 | none
75 | none
76 | none
77 | none
78 | none
79 | none
79 | none
8 | none
80 | none
9 | none
