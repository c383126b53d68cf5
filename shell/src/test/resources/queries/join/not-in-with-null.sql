-- One NULL makes NOT IN unknown; an empty subquery makes it true for all.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT o.id, 'some' AS what FROM orders o WHERE o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'ann') UNION ALL SELECT o.id, 'none' FROM orders o WHERE o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'nobody');
---- duckdb
SELECT o.id, 'some' AS what FROM orders o WHERE o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'ann') UNION ALL SELECT o.id, 'none' FROM orders o WHERE o.quantity NOT IN (SELECT quantity FROM orders WHERE customer = 'nobody')
