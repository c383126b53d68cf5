-- Comparisons with any and with all rows.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT o.id FROM orders o WHERE o.quantity >= ALL (SELECT x.quantity FROM orders x WHERE x.customer = o.customer AND x.quantity IS NOT NULL) OR o.amount > ANY (SELECT y.amount FROM orders y WHERE y.product = 'salt');
---- duckdb
SELECT o.id FROM orders o WHERE o.quantity >= ALL (SELECT x.quantity FROM orders x WHERE x.customer = o.customer AND x.quantity IS NOT NULL) OR o.amount > ANY (SELECT y.amount FROM orders y WHERE y.product = 'salt')
---- rows
id BIGINT
1
10
13
14
15
17
18
19
2
20
21
22
24
24
25
26
27
28
3
31
32
34
35
36
38
39
4
40
42
43
44
45
46
47
48
49
5
50
52
53
54
55
56
57
57
58
59
6
62
63
64
66
67
68
7
71
72
73
74
76
77
78
79
79
8
80
9
