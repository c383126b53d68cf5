-- One row for all.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT COUNT(*) AS n, SUM(quantity) AS pieces, MAX(amount) AS most, COUNT(DISTINCT customer) AS customers FROM orders;
---- rows
n BIGINT NOT NULL | pieces INT | most DECIMAL(10, 2) | customers BIGINT NOT NULL
85 | 258 | 99.99 | 4
