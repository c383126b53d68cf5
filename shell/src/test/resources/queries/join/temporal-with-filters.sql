-- Conditions on what is known before a temporal join, on both sides of it.
CREATE TABLE payments (id INT, amount DECIMAL(10, 2), currency STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/payments.csv', 'format' = 'csv', 'csv.header' = 'true');
CREATE TABLE rates (currency STRING, rate DECIMAL(10, 4), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/rates.csv', 'format' = 'csv', 'csv.header' = 'true');
CREATE VIEW latest AS
SELECT currency, rate, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY currency ORDER BY ts DESC) AS rn FROM rates) WHERE rn = 1;

SELECT p.id, r.rate FROM payments AS p LEFT JOIN latest FOR SYSTEM_TIME AS OF p.ts AS r ON p.currency = r.currency
WHERE p.amount < 4000 AND p.id > 1 AND (r.rate IS NULL OR r.rate <> 1) AND p.ts > TIMESTAMP '2026-01-05 09:05:00';
---- duckdb
SELECT p.id, r.rate FROM payments p ASOF LEFT JOIN rates r ON p.currency = r.currency AND p.ts >= r.ts
WHERE p.amount < 4000 AND p.id > 1 AND (r.rate IS NULL OR r.rate <> 1) AND p.ts > TIMESTAMP '2026-01-05 09:05:00'
---- rows
id INT | rate DECIMAL(10, 4)
4 | NULL
6 | 1.02
7 | 1.05
8 | 1.05
