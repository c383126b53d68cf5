-- Both sides change while they are counted.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT orders, COUNT(*) AS n FROM (
  SELECT COUNT(*) AS orders FROM orders GROUP BY customer, product
  INTERSECT ALL
  SELECT COUNT(*) FROM orders GROUP BY quantity, product
) AS t GROUP BY orders;
---- rows
orders BIGINT NOT NULL | n BIGINT NOT NULL
1 | 1
2 | 2
3 | 2
4 | 3
6 | 2
8 | 1
