-- One row for all, also of no rows.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT COUNT(*) AS n, SUM(quantity) AS pieces, MAX(amount) AS most FROM orders WHERE id < 0;
---- rows
n BIGINT NOT NULL | pieces INT | most DECIMAL(10, 2)
0 | NULL | NULL
