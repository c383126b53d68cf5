-- Counts and sums by key, with NULL keys and NULL values.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, COUNT(*) AS orders, COUNT(amount) AS priced, SUM(amount) AS total, SUM(quantity) AS pieces
FROM orders GROUP BY customer;
---- rows
customer STRING | orders BIGINT NOT NULL | priced BIGINT NOT NULL | total DECIMAL(38, 2) | pieces INT
NULL | 20 | 16 | 418.71 | 81
ann | 17 | 14 | 429.71 | 31
bob | 16 | 13 | 226.98 | 62
cyd | 13 | 11 | -15.75 | 24
dan | 19 | 15 | 429.21 | 60
