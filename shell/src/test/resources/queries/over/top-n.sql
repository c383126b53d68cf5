-- The three dearest orders of each customer, with their ranks.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, id, amount, rn FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY amount DESC, id) AS rn FROM orders) WHERE rn <= 3;
---- duckdb
SELECT customer, id, amount, rn FROM (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY amount DESC NULLS LAST, id) AS rn FROM orders) WHERE rn <= 3
---- rows
customer STRING | id BIGINT | amount DECIMAL(10, 2) | rn BIGINT NOT NULL
NULL | 20 | 99.99 | 1
NULL | 47 | 99.99 | 2
NULL | 56 | 99.99 | 3
ann | 38 | 99.99 | 2
ann | 40 | 99.99 | 3
ann | 9 | 99.99 | 1
bob | 19 | 10 | 3
bob | 34 | 99.99 | 2
bob | 5 | 99.99 | 1
cyd | 18 | 1.5 | 2
cyd | 32 | 2.25 | 1
cyd | 63 | 1.5 | 3
dan | 45 | 99.99 | 1
dan | 46 | 99.99 | 2
dan | 67 | 99.99 | 3
