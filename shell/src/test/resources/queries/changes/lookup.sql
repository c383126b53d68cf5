-- Rows that are taken back find in a fixed table what they found when they came.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT, p AS PROCTIME(), PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/order-changes.json', 'format' = 'debezium-json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT r.kind, COUNT(*) AS n, SUM(o.amount) AS s FROM orders AS o
LEFT JOIN products FOR SYSTEM_TIME AS OF o.p AS r ON o.product = r.product AND o.amount > r.price * 10 GROUP BY r.kind;
---- duckdb
none: it has no processing time
---- rows
kind STRING | n BIGINT NOT NULL | s DECIMAL(38, 2)
NULL | 30 | 355.49
drink | 73 | 4006.5
food | 59 | 3769.19
