-- A running total, and the number of the order.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, id, SUM(amount) OVER w AS total, COUNT(*) OVER w AS n, ROW_NUMBER() OVER w AS rn
FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts, id);
---- duckdb
SELECT customer, id, sum(amount) OVER w, count(*) OVER w, row_number() OVER w FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts, id)
