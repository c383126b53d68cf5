-- IN and NOT IN where the subquery computes its column from the row around it: NULLs, and so what is unknown, differ by row.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT o.id, o.id IN (SELECT x.quantity + o.quantity FROM orders x) AS isIn,
  o.quantity NOT IN (SELECT x.id + o.quantity FROM orders x WHERE x.id > 3) AS isNotIn,
  o.id IN (SELECT o.quantity FROM orders x) AS isOwn
FROM orders o WHERE o.quantity NOT IN (SELECT x.quantity + o.id FROM orders x WHERE x.quantity IS NOT NULL);
---- duckdb
SELECT o.id, o.id IN (SELECT x.quantity + o.quantity FROM orders x) AS isIn,
  o.quantity NOT IN (SELECT x.id + o.quantity FROM orders x WHERE x.id > 3) AS isNotIn,
  o.id IN (SELECT o.quantity FROM orders x) AS isOwn
FROM orders o WHERE o.quantity NOT IN (SELECT x.quantity + o.id FROM orders x WHERE x.quantity IS NOT NULL)
---- rows
id BIGINT | isIn BOOLEAN | isNotIn BOOLEAN | isOwn BOOLEAN
1 | NULL | true | false
10 | NULL | true | true
12 | true | true | false
13 | true | true | false
15 | NULL | true | false
16 | NULL | true | false
17 | NULL | true | false
18 | NULL | true | false
19 | NULL | true | false
20 | true | true | false
23 | NULL | true | false
24 | NULL | true | false
24 | NULL | true | false
25 | NULL | true | false
26 | NULL | true | false
29 | NULL | true | false
30 | NULL | true | false
31 | NULL | true | false
32 | NULL | true | false
33 | NULL | true | false
34 | NULL | true | false
36 | NULL | true | false
37 | NULL | true | false
38 | NULL | true | false
39 | NULL | true | false
4 | true | true | false
41 | NULL | true | false
42 | NULL | true | false
43 | NULL | true | false
44 | NULL | true | false
45 | NULL | true | false
46 | NULL | true | false
47 | NULL | true | false
48 | NULL | true | false
49 | NULL | true | false
5 | true | true | false
50 | NULL | true | false
51 | NULL | true | false
52 | NULL | true | false
53 | NULL | true | false
54 | NULL | true | false
55 | NULL | true | false
56 | NULL | true | false
57 | NULL | true | false
57 | NULL | true | false
59 | NULL | true | false
6 | NULL | true | false
60 | NULL | true | false
61 | NULL | true | false
62 | NULL | true | false
63 | NULL | true | false
64 | NULL | true | false
65 | NULL | true | false
65 | NULL | true | false
66 | NULL | true | false
67 | NULL | true | false
68 | NULL | true | false
69 | NULL | true | false
70 | NULL | true | false
70 | NULL | true | false
71 | NULL | true | false
72 | NULL | true | false
74 | NULL | true | false
75 | NULL | true | false
76 | NULL | true | false
78 | NULL | true | false
79 | NULL | true | false
79 | NULL | true | false
8 | NULL | true | false
80 | NULL | true | false
9 | NULL | true | false
