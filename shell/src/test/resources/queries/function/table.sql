-- A table function of a user, joined with each row.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE FUNCTION letters AS 'io.weir.query.QueryFunctions$Letters';
SELECT letter, COUNT(*) AS n, MAX(place) AS last FROM orders, LATERAL TABLE(letters(product)) GROUP BY letter;
---- duckdb
SELECT letter, count(*), max(place) FROM
  (SELECT product[i + 1] AS letter, i AS place FROM orders, range(10) AS r(i) WHERE i < length(product)) GROUP BY letter
---- rows
letter STRING | n BIGINT NOT NULL | last INT
a | 46 | 2
c | 21 | 2
e | 42 | 3
i | 39 | 1
k | 18 | 3
l | 43 | 2
m | 18 | 0
r | 21 | 0
s | 25 | 0
t | 46 | 3
