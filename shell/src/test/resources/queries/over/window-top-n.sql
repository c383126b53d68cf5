-- The two largest orders of each minute.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT window_end, id, quantity, rn FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY quantity DESC, id) AS rn
  FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))) WHERE rn <= 2;
---- duckdb
SELECT date_trunc('minute', ts) + INTERVAL 1 MINUTE, id, quantity, rn FROM (SELECT *, row_number() OVER (PARTITION BY date_trunc('minute', ts) ORDER BY quantity DESC NULLS LAST, id) AS rn FROM orders) WHERE rn <= 2
