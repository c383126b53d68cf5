-- Equal rows as often as the side has them that has fewer; NULL equals NULL.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, quantity FROM orders WHERE product = 'tea' INTERSECT ALL SELECT customer, quantity FROM orders WHERE product <> 'tea';
---- rows
customer STRING | quantity INT
NULL | 10
NULL | 10
NULL | 10
NULL | NULL
ann | 2
ann | 2
ann | 3
ann | 3
bob | 10
bob | 2
cyd | 1
cyd | 2
cyd | NULL
dan | 1
dan | 1
dan | 1
dan | 10
dan | 2
dan | NULL
