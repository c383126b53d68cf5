-- Rows of one time are not late where the watermark is the time itself: rates are published together, payments come in pairs.
CREATE TABLE rates (
  currency STRING, rate DECIMAL(10, 4), ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (currency) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/rates.csv', 'format' = 'csv', 'csv.header' = 'true');
CREATE TABLE history (currency STRING, rate DECIMAL(10, 4), ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/rates.csv', 'format' = 'csv', 'csv.header' = 'true');
CREATE TABLE payments (
  id INT, amount DECIMAL(10, 2), currency STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/payments.csv', 'format' = 'csv', 'csv.header' = 'true');

SELECT p.id, p.currency, r.rate, r.ts AS since, CAST(p.amount * r.rate AS DECIMAL(12, 2)) AS amount
FROM payments p LEFT JOIN rates FOR SYSTEM_TIME AS OF p.ts AS r ON p.currency = r.currency;
---- duckdb
SELECT p.id, p.currency, r.rate, r.ts, CAST(p.amount * r.rate AS DECIMAL(12, 2))
FROM payments p ASOF LEFT JOIN history r ON p.currency = r.currency AND p.ts >= r.ts
---- rows
id INT | currency STRING | rate DECIMAL(10, 4) | since TIMESTAMP(3) | amount DECIMAL(12, 2)
1 | EUR | 1 | 2026-01-05 09:00:00 | 100
10 | JPY | 0.0072 | 2026-01-05 12:00:00 | 36
2 | USD | 1.1 | 2026-01-05 09:00:00 | 220
3 | JPY | 0.007 | 2026-01-05 09:00:00 | 63
4 | CHF | NULL | NULL | NULL
5 | EUR | 1 | 2026-01-05 09:00:00 | 50
6 | EUR | 1.02 | 2026-01-05 10:30:00 | 51
7 | USD | 1.05 | 2026-01-05 10:30:00 | 73.5
8 | USD | 1.05 | 2026-01-05 10:30:00 | 73.5
9 | JPY | 0.007 | 2026-01-05 09:00:00 | 35
