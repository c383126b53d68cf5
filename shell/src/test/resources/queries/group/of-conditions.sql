-- Aggregates whose arguments have sides that can be exchanged.
CREATE TABLE numbers (
  k INT, i INT, b BIGINT, d DECIMAL(12, 2), x DOUBLE, s STRING, f BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/numbers.json', 'format' = 'json');
SELECT k, COUNT((b IS NOT NULL) AND f) AS n, COUNT(f OR (b IS NOT NULL)) AS o, SUM(k + 1) AS p, SUM(1 + k) AS q,
  COUNT((s < 'b') AND (b IS NOT NULL)) AS r, MAX(k * 2) AS t, MAX(2 * k) AS u
FROM numbers GROUP BY k;
---- rows
k INT | n BIGINT NOT NULL | o BIGINT NOT NULL | p INT | q INT | r BIGINT NOT NULL | t INT | u INT
0 | 14 | 14 | 17 | 17 | 16 | 0 | 0
1 | 6 | 9 | 18 | 18 | 4 | 2 | 2
2 | 7 | 7 | 27 | 27 | 8 | 4 | 4
3 | 4 | 13 | 52 | 52 | 13 | 6 | 6
NULL | 5 | 12 | NULL | NULL | 12 | NULL | NULL
