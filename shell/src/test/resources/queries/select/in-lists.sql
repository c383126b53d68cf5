-- IN with NULLs on either side.
CREATE TABLE numbers (
  k INT, i INT, b BIGINT, d DECIMAL(12, 2), x DOUBLE, s STRING, f BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/numbers.json', 'format' = 'json');

SELECT k, i FROM numbers WHERE k IN (1, 3) AND i NOT IN (2, 3);
---- rows
k INT | i INT
1 | -7
1 | 0
1 | 1
1 | 1
1 | 100
3 | -1
3 | -7
3 | 0
3 | 0
3 | 1
3 | 1
3 | 100
3 | 100
