-- Distinct rows, with NULL as a value.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT DISTINCT customer, quantity FROM orders;
---- rows
customer STRING | quantity INT
NULL | 1
NULL | 10
NULL | 2
NULL | NULL
ann | 1
ann | 2
ann | 3
ann | NULL
bob | 1
bob | 10
bob | 2
bob | 3
bob | NULL
cyd | 1
cyd | 10
cyd | 2
cyd | NULL
dan | 1
dan | 10
dan | 2
dan | 3
dan | NULL
