-- Outer joins of tables that change, with an aggregate above.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT, PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/order-changes.json', 'format' = 'debezium-json');

CREATE TABLE customers (name STRING, city STRING, credit INT, PRIMARY KEY (name) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/customer-changes.json', 'format' = 'maxwell-json');

SELECT city, COUNT(id) AS n, SUM(amount) AS s FROM orders FULL JOIN customers ON customer = name GROUP BY city;
---- rows
city STRING | n BIGINT NOT NULL | s DECIMAL(38, 2)
NULL | 55 | 2917
bonn | 0 | NULL
oslo | 82 | 3867.91
rome | 25 | 1346.27
