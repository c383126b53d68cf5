-- Rows less those of two others, each of which takes away one.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, quantity FROM orders EXCEPT ALL SELECT customer, quantity FROM orders WHERE product = 'tea'
EXCEPT ALL SELECT customer, quantity FROM orders WHERE amount > 5;
---- duckdb
SELECT * FROM (SELECT customer, quantity FROM orders EXCEPT ALL SELECT customer, quantity FROM orders WHERE product = 'tea')
EXCEPT ALL SELECT customer, quantity FROM orders WHERE amount > 5
---- rows
customer STRING | quantity INT
NULL | 1
NULL | 1
NULL | 1
NULL | 10
NULL | 10
NULL | 2
NULL | 2
NULL | 2
NULL | NULL
NULL | NULL
ann | 1
ann | 1
ann | 1
ann | 1
ann | 2
ann | 2
bob | 1
bob | 1
bob | 1
bob | 2
bob | 2
bob | 2
bob | 3
bob | 3
bob | 3
bob | NULL
cyd | 1
cyd | 1
cyd | 1
cyd | 1
cyd | 1
cyd | 10
cyd | 2
cyd | 2
cyd | 2
cyd | NULL
dan | 1
dan | 10
dan | 10
dan | 10
dan | 2
dan | 3
dan | 3
