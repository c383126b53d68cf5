-- An aggregate function of a user: the commonest value, with a map in its accumulator.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE FUNCTION mode_of AS 'io.weir.query.QueryFunctions$Mode';
SELECT product, mode_of(quantity) AS m, COUNT(*) AS n FROM orders GROUP BY product;
---- duckdb
SELECT product, max_by(quantity, c * 10000 + quantity), sum(c) FROM
  (SELECT product, quantity, count(*) AS c FROM orders GROUP BY ALL) GROUP BY product
---- rows
product STRING | m BIGINT | n BIGINT NOT NULL
milk | 2 | 18
rice | 1 | 21
salt | 1 | 25
tea | 10 | 21
