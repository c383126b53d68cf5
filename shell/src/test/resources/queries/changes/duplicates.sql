-- Changes that may come twice: the last row of each key counts.
SET 'table.exec.source.cdc-events-duplicate' = 'true';
CREATE TABLE orders (
  id INT, customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT, PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/order-changes.json', 'format' = 'debezium-json');

SELECT product, COUNT(*) AS n, SUM(amount) AS s FROM orders GROUP BY product;
---- rows
product STRING | n BIGINT NOT NULL | s DECIMAL(38, 2)
milk | 51 | 2683.37
rice | 41 | 2184.73
salt | 34 | 1795.26
tea | 36 | 1467.82
