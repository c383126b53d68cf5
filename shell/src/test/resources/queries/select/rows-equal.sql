-- Rows that are written out are equal where each of their values is: NULL equals nothing.
CREATE TABLE numbers (
  k INT, i INT, b BIGINT, d DECIMAL(12, 2), x DOUBLE, s STRING, f BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/numbers.json', 'format' = 'json');

SELECT k, i, (k, i) = (1, 3) AS same, NOT (k, i) = (1, 3) AS other,
  ((k, 1), i) = ((1, 1), 3) AS nested, (k, i) = ANY ((1, 3), (2, 2)) AS one_of
FROM numbers WHERE (k, 1) = (COALESCE(k, 0), 1) OR (k, i) = (i, k);
---- duckdb
SELECT k, i, k = 1 AND i = 3, NOT (k = 1 AND i = 3), k = 1 AND i = 3, (k = 1 AND i = 3) OR (k = 2 AND i = 2)
FROM numbers WHERE k = COALESCE(k, 0)
---- rows
k INT | i INT | same BOOLEAN | other BOOLEAN | nested BOOLEAN | one_of BOOLEAN
0 | -1 | false | true | false | false
0 | -1 | false | true | false | false
0 | -1 | false | true | false | false
0 | -7 | false | true | false | false
0 | 0 | false | true | false | false
0 | 0 | false | true | false | false
0 | 1 | false | true | false | false
0 | 1 | false | true | false | false
0 | 1 | false | true | false | false
0 | 1 | false | true | false | false
0 | 100 | false | true | false | false
0 | 100 | false | true | false | false
0 | 100 | false | true | false | false
0 | 2 | false | true | false | false
0 | 2 | false | true | false | false
0 | 2147483647 | false | true | false | false
0 | 3 | false | true | false | false
1 | -7 | false | true | false | false
1 | 0 | false | true | false | false
1 | 1 | false | true | false | false
1 | 1 | false | true | false | false
1 | 100 | false | true | false | false
1 | 3 | true | false | true | true
1 | 3 | true | false | true | true
1 | 3 | true | false | true | true
1 | 3 | true | false | true | true
2 | -7 | false | true | false | false
2 | -7 | false | true | false | false
2 | 0 | false | true | false | false
2 | 0 | false | true | false | false
2 | 0 | false | true | false | false
2 | 100 | false | true | false | false
2 | 2 | false | true | false | true
2 | 2147483647 | false | true | false | false
2 | NULL | false | true | false | NULL
3 | -1 | false | true | false | false
3 | -7 | false | true | false | false
3 | 0 | false | true | false | false
3 | 0 | false | true | false | false
3 | 1 | false | true | false | false
3 | 1 | false | true | false | false
3 | 100 | false | true | false | false
3 | 100 | false | true | false | false
3 | 2 | false | true | false | false
3 | 3 | false | true | false | false
3 | NULL | false | true | false | false
3 | NULL | false | true | false | false
3 | NULL | false | true | false | false
