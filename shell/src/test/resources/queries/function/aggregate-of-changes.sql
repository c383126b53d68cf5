-- An aggregate function of a user over groups that change: rows are taken back.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE FUNCTION mode_of AS 'io.weir.query.QueryFunctions$Mode';
SELECT product, mode_of(n) AS m FROM (SELECT product, customer, COUNT(*) AS n FROM orders GROUP BY product, customer)
GROUP BY product;
---- duckdb
SELECT product, max_by(n, c * 10000 + n) FROM
  (SELECT product, n, count(*) AS c FROM
    (SELECT product, customer, count(*) AS n FROM orders GROUP BY ALL) GROUP BY ALL) GROUP BY product
---- rows
product STRING | m BIGINT
milk | 8
rice | 4
salt | 3
tea | 6
