-- Everything, sorted, in batch mode; only the last result of each group leaves it.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SET 'execution.runtime-mode' = 'BATCH';
SELECT product, customer, COUNT(*) AS n FROM orders GROUP BY product, customer ORDER BY product, customer;
---- rows
product STRING | customer STRING | n BIGINT NOT NULL
milk | NULL | 8
milk | ann | 2
milk | bob | 1
milk | cyd | 4
milk | dan | 3
rice | NULL | 4
rice | ann | 6
rice | bob | 4
rice | cyd | 3
rice | dan | 4
salt | NULL | 4
salt | ann | 3
salt | bob | 9
salt | cyd | 3
salt | dan | 6
tea | NULL | 4
tea | ann | 6
tea | bob | 2
tea | cyd | 3
tea | dan | 6
