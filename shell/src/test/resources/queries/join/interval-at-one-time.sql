-- Pairs of payments at most an hour apart, of which many have one time, and those without another one.
CREATE TABLE payments (
  id INT, amount DECIMAL(10, 2), currency STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/payments.csv', 'format' = 'csv', 'csv.header' = 'true');

SELECT a.id, b.id AS other FROM payments a LEFT JOIN payments b
ON a.currency = b.currency AND a.id < b.id AND b.ts BETWEEN a.ts AND a.ts + INTERVAL '1' HOUR;
---- duckdb
SELECT a.id, b.id FROM payments a LEFT JOIN payments b
ON a.currency = b.currency AND a.id < b.id AND b.ts BETWEEN a.ts AND a.ts + INTERVAL 1 HOUR
---- rows
id INT | other INT
1 | NULL
10 | NULL
2 | NULL
3 | NULL
4 | NULL
5 | 6
6 | NULL
7 | 8
8 | NULL
9 | 10
