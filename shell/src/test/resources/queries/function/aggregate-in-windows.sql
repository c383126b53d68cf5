-- An aggregate function of a user in hopping windows, whose slices are merged.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' HOUR
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE FUNCTION mode_of AS 'io.weir.query.QueryFunctions$Mode';
SELECT window_start, mode_of(quantity) AS m FROM HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '2' MINUTE, INTERVAL '4' MINUTE)
GROUP BY window_start, window_end;
---- duckdb
SELECT s, max_by(quantity, c * 10000 + quantity) FROM
  (SELECT s, quantity, count(*) AS c FROM
    (SELECT time_bucket(INTERVAL '2 minute', ts) - i * INTERVAL 2 MINUTE AS s, quantity FROM orders, range(2) AS r(i)) GROUP BY ALL)
GROUP BY s
---- rows
window_start TIMESTAMP(3) NOT NULL | m BIGINT
2024-03-01 11:58:00 | 10
2024-03-01 12:00:00 | 10
2024-03-01 12:02:00 | 1
2024-03-01 12:04:00 | 2
2024-03-01 12:06:00 | 1
