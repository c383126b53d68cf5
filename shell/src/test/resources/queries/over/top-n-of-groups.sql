-- The two products of each customer that sell best, of counts that change.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, product, n FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY n DESC, product) AS rn FROM (
    SELECT customer, product, COUNT(*) AS n FROM orders GROUP BY customer, product)) WHERE rn <= 2;
---- duckdb
SELECT customer, product, n FROM (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY n DESC, product NULLS FIRST) AS rn FROM (SELECT customer, product, count(*) AS n FROM orders GROUP BY customer, product)) WHERE rn <= 2
