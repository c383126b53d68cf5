-- Views over views, and a common table expression used twice.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

CREATE VIEW big AS SELECT id, product, quantity FROM orders WHERE quantity >= 2;
CREATE VIEW big_tea AS SELECT * FROM big WHERE product = 'tea';
WITH both_kinds AS (SELECT id, quantity FROM big_tea)
SELECT id, quantity, 'once' AS how FROM both_kinds UNION ALL SELECT id, quantity * 10, 'again' FROM both_kinds;
---- rows
id BIGINT | quantity INT | how VARCHAR(5) NOT NULL
1 | 10 | once
1 | 100 | again
10 | 10 | once
10 | 100 | again
13 | 3 | once
13 | 30 | again
19 | 10 | once
19 | 100 | again
2 | 3 | once
2 | 30 | again
24 | 10 | once
24 | 10 | once
24 | 100 | again
24 | 100 | again
29 | 2 | once
29 | 20 | again
5 | 2 | once
5 | 20 | again
57 | 2 | once
57 | 2 | once
57 | 20 | again
57 | 20 | again
71 | 2 | once
71 | 20 | again
