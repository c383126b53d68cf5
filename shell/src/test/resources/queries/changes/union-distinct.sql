-- Set operations over tables that change.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT, PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/order-changes.json', 'format' = 'debezium-json');

CREATE TABLE customers (name STRING, city STRING, credit INT, PRIMARY KEY (name) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/customer-changes.json', 'format' = 'maxwell-json');

SELECT customer FROM orders WHERE amount > 90 UNION SELECT name FROM customers WHERE credit < 3;
---- rows
customer STRING
NULL
ann
bob
cyd
dan
fay
