-- Group windows over a join, with names that say their table and such as need not.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE VIEW others AS SELECT id AS other, ts AS seen, customer AS who, quantity AS many FROM orders;

SELECT o.customer, product, TUMBLE_START(o.ts, INTERVAL '1' HOUR) AS s, COUNT(other) AS n, SUM(o.quantity * many) AS q
FROM orders AS o JOIN others ON o.customer = who
  AND o.ts BETWEEN others.seen - INTERVAL '10' MINUTE AND others.seen + INTERVAL '10' MINUTE
WHERE o.id <> other
GROUP BY customer, product, TUMBLE(o.ts, INTERVAL '1' HOUR)
HAVING COUNT(*) > 1;
---- duckdb
SELECT o.customer, o.product, date_trunc('hour', o.ts), count(*), CAST(sum(o.quantity * x.quantity) AS INTEGER)
FROM orders o JOIN orders x ON o.customer = x.customer AND o.ts BETWEEN x.ts - INTERVAL 10 MINUTE AND x.ts + INTERVAL 10 MINUTE
WHERE o.id <> x.id GROUP BY ALL HAVING count(*) > 1
---- rows
customer STRING | product STRING | s TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL | q INT
ann | milk | 2024-03-01 12:00:00 | 32 | 142
ann | rice | 2024-03-01 12:00:00 | 94 | 314
ann | salt | 2024-03-01 12:00:00 | 48 | 144
ann | tea | 2024-03-01 12:00:00 | 94 | 276
bob | milk | 2024-03-01 12:00:00 | 15 | 120
bob | rice | 2024-03-01 12:00:00 | 60 | 1221
bob | salt | 2024-03-01 12:00:00 | 135 | 1413
bob | tea | 2024-03-01 12:00:00 | 30 | 640
cyd | milk | 2024-03-01 12:00:00 | 46 | 243
cyd | rice | 2024-03-01 12:00:00 | 36 | 90
cyd | salt | 2024-03-01 12:00:00 | 36 | 46
cyd | tea | 2024-03-01 12:00:00 | 36 | 67
dan | milk | 2024-03-01 12:00:00 | 54 | 675
dan | rice | 2024-03-01 12:00:00 | 72 | 730
dan | salt | 2024-03-01 12:00:00 | 108 | 962
dan | tea | 2024-03-01 12:00:00 | 108 | 793
