-- The last three orders, the one before and the first of them.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT id, MAX(amount) OVER w AS highest, LAG(id) OVER (PARTITION BY customer ORDER BY ts, id) AS before, FIRST_VALUE(id) OVER w AS oldest, MIN(product) OVER w AS product
FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts, id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);
---- duckdb
SELECT id, max(amount) OVER w, lag(id) OVER (PARTITION BY customer ORDER BY ts, id), first_value(id) OVER w, min(product) OVER w FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts, id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
