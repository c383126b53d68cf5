-- An aggregate over a subquery that counts, and so is never NULL where its own type could be.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, SUM((SELECT COUNT(*) FROM orders x WHERE x.id = o.quantity)) AS n FROM orders o GROUP BY customer;
---- duckdb
SELECT customer, SUM((SELECT COUNT(*) FROM orders x WHERE x.id = o.quantity)) AS n FROM orders o GROUP BY customer
---- rows
customer STRING | n BIGINT NOT NULL
NULL | 15
ann | 15
bob | 15
cyd | 11
dan | 16
