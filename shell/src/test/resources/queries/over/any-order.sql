-- Every function that ranks, in an order that is not time.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT id, RANK() OVER w AS r, DENSE_RANK() OVER w AS d, ROW_NUMBER() OVER v AS n, NTILE(4) OVER v AS t, CUME_DIST() OVER w AS c,
  LEAD(id, 1, 0) OVER v AS later, LAG(id, 2) OVER v AS earlier, NTH_VALUE(id, 2) OVER v AS nth
FROM orders WINDOW w AS (PARTITION BY product ORDER BY quantity), v AS (PARTITION BY product ORDER BY quantity, id);
---- duckdb
SELECT id, rank() OVER w, dense_rank() OVER w, row_number() OVER v, ntile(4) OVER v, cume_dist() OVER w,
  lead(id, 1, 0) OVER v, lag(id, 2) OVER v, nth_value(id, 2) OVER v
FROM orders WINDOW w AS (PARTITION BY product ORDER BY quantity NULLS FIRST), v AS (PARTITION BY product ORDER BY quantity NULLS FIRST, id)
