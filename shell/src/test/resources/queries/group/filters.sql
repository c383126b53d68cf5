-- FILTER on plain and DISTINCT aggregates.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT product, COUNT(*) FILTER (WHERE amount > 2) AS dear, COUNT(DISTINCT customer) FILTER (WHERE quantity > 1) AS names,
  SUM(quantity) FILTER (WHERE customer IS NULL) AS nobody
FROM orders GROUP BY product;
---- rows
product STRING | dear BIGINT NOT NULL | names BIGINT NOT NULL | nobody INT
milk | 4 | 4 | 25
rice | 9 | 4 | 21
salt | 9 | 3 | 5
tea | 14 | 4 | 30
