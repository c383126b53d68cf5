-- A condition to the left guards a division that would fail.
CREATE TABLE numbers (
  k INT, i INT, b BIGINT, d DECIMAL(12, 2), x DOUBLE, s STRING, f BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/numbers.json', 'format' = 'json');

SELECT k, i, 100 / k AS q FROM numbers WHERE k <> 0 AND 100 / k > 30;
---- duckdb
SELECT k, i, 100 // k FROM numbers WHERE k <> 0 AND 100 // k > 30
---- rows
k INT | i INT | q INT
1 | -7 | 100
1 | 0 | 100
1 | 1 | 100
1 | 1 | 100
1 | 100 | 100
1 | 3 | 100
1 | 3 | 100
1 | 3 | 100
1 | 3 | 100
2 | -7 | 50
2 | -7 | 50
2 | 0 | 50
2 | 0 | 50
2 | 0 | 50
2 | 100 | 50
2 | 2 | 50
2 | 2147483647 | 50
2 | NULL | 50
3 | -1 | 33
3 | -7 | 33
3 | 0 | 33
3 | 0 | 33
3 | 1 | 33
3 | 1 | 33
3 | 100 | 33
3 | 100 | 33
3 | 2 | 33
3 | 3 | 33
3 | NULL | 33
3 | NULL | 33
3 | NULL | 33
