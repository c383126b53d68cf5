-- Aggregates over rows that change.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT, PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/order-changes.json', 'format' = 'debezium-json');

SELECT customer, COUNT(*) AS n, COUNT(quantity) AS q, SUM(amount) AS s, MIN(amount) AS low, MAX(quantity) AS high,
  COUNT(DISTINCT product) AS products
FROM orders GROUP BY customer HAVING COUNT(*) > 3;
---- rows
customer STRING | n BIGINT NOT NULL | q BIGINT NOT NULL | s DECIMAL(38, 2) | low DECIMAL(10, 2) | high INT | products BIGINT NOT NULL
NULL | 28 | 23 | 1438.33 | 3.01 | 6 | 4
ann | 24 | 22 | 1284.2 | 5.43 | 6 | 4
bob | 27 | 23 | 1478.67 | 4.03 | 6 | 4
cyd | 29 | 25 | 1282.1 | 6.81 | 6 | 4
dan | 25 | 20 | 1346.27 | 1.02 | 6 | 4
eve | 29 | 23 | 1301.61 | 2.91 | 5 | 4
