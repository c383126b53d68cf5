-- An aggregate over an aggregate over rows that change.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT, PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/order-changes.json', 'format' = 'debezium-json');

SELECT n, COUNT(*) AS products, SUM(s) AS s
FROM (SELECT product, customer, COUNT(*) AS n, SUM(amount) AS s FROM orders GROUP BY product, customer) GROUP BY n;
---- rows
n BIGINT NOT NULL | products BIGINT NOT NULL | s DECIMAL(38, 2)
10 | 2 | 1051
11 | 1 | 536.25
3 | 2 | 292.85
4 | 1 | 115
5 | 1 | 281.47
6 | 9 | 2713.26
7 | 4 | 1281.32
8 | 2 | 952.81
9 | 2 | 907.22
