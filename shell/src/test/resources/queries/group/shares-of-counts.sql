-- What divides by the COUNT of all rows, which nobody may do before the first of them comes.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT COUNT(*) FILTER (WHERE quantity > 3) * 100 / COUNT(*) AS share, 1000 / COUNT(*) AS n FROM orders;
---- duckdb
SELECT COUNT(*) FILTER (WHERE quantity > 3) * 100 // COUNT(*), 1000 // COUNT(*) FROM read_json('${DATA}/orders.json')
---- rows
share BIGINT NOT NULL | n BIGINT NOT NULL
18 | 11
