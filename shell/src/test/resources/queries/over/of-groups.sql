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
