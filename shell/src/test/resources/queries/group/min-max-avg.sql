-- Minimum, maximum and the truncated average.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT product, MIN(amount) AS least, MAX(ts) AS latest, AVG(quantity) AS average, MIN(customer) AS first_name
FROM orders GROUP BY product;
---- duckdb
SELECT product, min(amount), max(ts), trunc(sum(quantity) / count(quantity))::INT, min(customer) FROM orders GROUP BY product
---- rows
product STRING | least DECIMAL(10, 2) | latest TIMESTAMP(3) | average INT | first_name STRING
milk | -3.5 | 2024-03-01 12:07:01 | 3 | ann
rice | -3.5 | 2024-03-01 12:06:24 | 3 | ann
salt | -3.5 | 2024-03-01 12:07:21 | 2 | ann
tea | -3.5 | 2024-03-01 12:06:00 | 4 | ann
