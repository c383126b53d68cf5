-- INTERSECT and EXCEPT, in which NULL equals NULL.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, product FROM orders WHERE quantity > 3 INTERSECT SELECT customer, product FROM orders WHERE quantity < 6 EXCEPT SELECT customer, product FROM orders WHERE product = 'tea';
---- duckdb
SELECT customer, product FROM orders WHERE quantity > 3 INTERSECT SELECT customer, product FROM orders WHERE quantity < 6 EXCEPT SELECT customer, product FROM orders WHERE product = 'tea'
---- rows
customer STRING | product STRING
NULL | milk
NULL | rice
bob | rice
bob | salt
cyd | milk
dan | milk
dan | rice
dan | salt
