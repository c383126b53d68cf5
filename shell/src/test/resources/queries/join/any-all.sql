-- Comparisons with any and with all rows.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT o.id FROM orders o WHERE o.quantity >= ALL (SELECT x.quantity FROM orders x WHERE x.customer = o.customer AND x.quantity IS NOT NULL) OR o.amount > ANY (SELECT y.amount FROM orders y WHERE y.product = 'salt');
---- duckdb
SELECT o.id FROM orders o WHERE o.quantity >= ALL (SELECT x.quantity FROM orders x WHERE x.customer = o.customer AND x.quantity IS NOT NULL) OR o.amount > ANY (SELECT y.amount FROM orders y WHERE y.product = 'salt')
