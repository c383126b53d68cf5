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
---- rows
customer STRING | product STRING | n BIGINT NOT NULL
NULL | milk | 8
NULL | rice | 4
ann | rice | 6
ann | tea | 6
bob | rice | 4
bob | salt | 9
cyd | milk | 4
cyd | rice | 3
dan | salt | 6
dan | tea | 6
