-- A centred average over counts that change.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, product, n, SUM(n) OVER (PARTITION BY customer ORDER BY product ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near
FROM (SELECT customer, product, COUNT(*) AS n FROM orders WHERE product IS NOT NULL GROUP BY customer, product);
---- duckdb
SELECT customer, product, n, sum(n) OVER (PARTITION BY customer ORDER BY product ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)
FROM (SELECT customer, product, count(*) AS n FROM orders WHERE product IS NOT NULL GROUP BY customer, product)
---- rows
customer STRING | product STRING | n BIGINT NOT NULL | near BIGINT
NULL | milk | 8 | 12
NULL | rice | 4 | 16
NULL | salt | 4 | 12
NULL | tea | 4 | 8
ann | milk | 2 | 8
ann | rice | 6 | 11
ann | salt | 3 | 15
ann | tea | 6 | 9
bob | milk | 1 | 5
bob | rice | 4 | 14
bob | salt | 9 | 15
bob | tea | 2 | 11
cyd | milk | 4 | 7
cyd | rice | 3 | 10
cyd | salt | 3 | 9
cyd | tea | 3 | 6
dan | milk | 3 | 7
dan | rice | 4 | 13
dan | salt | 6 | 16
dan | tea | 6 | 12
