CREATE TABLE sink (k BIGINT, n BIGINT, s BIGINT) WITH ('connector' = 'blackhole');

INSERT INTO sink
SELECT k, COUNT(*) AS n, SUM(v) AS s FROM `keys` GROUP BY k;
