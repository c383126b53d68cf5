-- Subqueries that stand for a value, whose rows are one because of what they hold, or none.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT id, (SELECT price FROM products WHERE kind = 'food' AND price > 2) AS rice,
  (SELECT kind FROM products WHERE products.product = orders.product) AS kind,
  (SELECT price FROM products WHERE kind = 'nothing') AS nothing
FROM orders WHERE amount > (SELECT price * 10 FROM products WHERE product = 'milk');
---- rows
id BIGINT | rice DECIMAL(10, 2) | kind STRING | nothing DECIMAL(10, 2)
20 | 3 | food | NULL
34 | 3 | food | NULL
38 | 3 | drink | NULL
40 | 3 | drink | NULL
45 | 3 | drink | NULL
46 | 3 | drink | NULL
47 | 3 | food | NULL
5 | 3 | drink | NULL
55 | 3 | food | NULL
56 | 3 | food | NULL
67 | 3 | food | NULL
73 | 3 | food | NULL
78 | 3 | drink | NULL
9 | 3 | food | NULL
