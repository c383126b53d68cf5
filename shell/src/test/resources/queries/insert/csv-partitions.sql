-- Rows into CSV files by partition, with NULL as one.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

CREATE TABLE parts (id BIGINT, amount DECIMAL(10, 2), customer STRING) PARTITIONED BY (customer)
WITH ('connector' = 'filesystem', 'path' = '${OUT}/parts', 'format' = 'csv');
INSERT INTO parts SELECT id, amount, customer FROM orders WHERE quantity > 1;
---- duckdb
none: the file sink writes text
---- rows
parts/customer=__DEFAULT_PARTITION__:
10,
20,99.99
24,2.25
24,2.25
39,-3.50
42,2.25
48,-3.50
49,-3.50
59,-3.50
78,99.99
parts/customer=ann:
13,2.25
2,10.00
38,99.99
55,99.99
57,2.25
57,2.25
61,
72,1.50
80,0.00
9,99.99
parts/customer=bob:
19,10.00
25,2.25
34,99.99
36,1.50
41,
5,99.99
50,1.50
52,1.50
60,
64,10.00
66,1.50
76,0.00
parts/customer=cyd:
12,-3.50
29,-3.50
62,
70,-3.50
70,-3.50
parts/customer=dan:
1,
15,1.50
17,1.50
23,
26,10.00
31,1.50
43,0.00
54,2.25
67,99.99
71,2.25
