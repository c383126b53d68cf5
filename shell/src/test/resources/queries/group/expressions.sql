-- Grouping by expressions, and expressions over aggregates.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT quantity > 1 AS several, CHAR_LENGTH(product) AS letters, SUM(amount) + COUNT(*) AS odd_sum
FROM orders GROUP BY quantity > 1, CHAR_LENGTH(product);
---- duckdb
SELECT quantity > 1, length(product), sum(amount) + count(*) FROM orders GROUP BY 1, 2
---- rows
several BOOLEAN | letters INT | odd_sum DECIMAL(38, 2)
NULL | 3 | 126.49
NULL | 4 | 121.74
false | 3 | 206.98
false | 4 | 227.48
true | 3 | 141.99
true | 4 | 749.18
