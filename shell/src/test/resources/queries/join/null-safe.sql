-- NULL equals NULL if that is asked for.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT a.id, b.id AS other FROM orders a JOIN orders b ON a.customer IS NOT DISTINCT FROM b.customer AND a.quantity IS NOT DISTINCT FROM b.quantity WHERE a.id < b.id;
---- duckdb
SELECT a.id, b.id AS other FROM orders a JOIN orders b ON a.customer IS NOT DISTINCT FROM b.customer AND a.quantity IS NOT DISTINCT FROM b.quantity WHERE a.id < b.id
