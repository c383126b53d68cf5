-- The union of two changing results.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer
UNION ALL SELECT product, SUM(quantity) FROM orders GROUP BY product;
---- rows
customer STRING | n BIGINT
NULL | 20
ann | 17
bob | 16
cyd | 13
dan | 19
milk | 60
rice | 73
salt | 55
tea | 70
