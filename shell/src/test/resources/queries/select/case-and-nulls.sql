-- CASE, COALESCE, NULLIF and tests of NULL.
CREATE TABLE numbers (
  k INT, i INT, b BIGINT, d DECIMAL(12, 2), x DOUBLE, s STRING, f BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/numbers.json', 'format' = 'json');

SELECT k, CASE WHEN i > 0 THEN 'positive' WHEN i < 0 THEN 'negative' WHEN i IS NULL THEN 'none' ELSE 'zero' END AS sign,
  COALESCE(i, k, -1) AS first_known, NULLIF(k, 1) AS not_one, f IS NOT TRUE AS not_true, f IS UNKNOWN AS not_known
FROM numbers;
---- duckdb
SELECT k, CASE WHEN i > 0 THEN 'positive' WHEN i < 0 THEN 'negative' WHEN i IS NULL THEN 'none' ELSE 'zero' END,
  COALESCE(i, k, -1), NULLIF(k, 1), f IS DISTINCT FROM TRUE, f IS NULL FROM numbers
---- rows
k INT | sign VARCHAR(8) NOT NULL | first_known INT NOT NULL | not_one INT | not_true BOOLEAN NOT NULL | not_known BOOLEAN NOT NULL
0 | negative | -1 | 0 | false | false
0 | negative | -1 | 0 | true | false
0 | negative | -1 | 0 | true | true
0 | negative | -7 | 0 | true | true
0 | positive | 1 | 0 | false | false
0 | positive | 1 | 0 | true | false
0 | positive | 1 | 0 | true | false
0 | positive | 1 | 0 | true | false
0 | positive | 100 | 0 | true | false
0 | positive | 100 | 0 | true | true
0 | positive | 100 | 0 | true | true
0 | positive | 2 | 0 | true | false
0 | positive | 2 | 0 | true | false
0 | positive | 2147483647 | 0 | true | true
0 | positive | 3 | 0 | true | true
0 | zero | 0 | 0 | false | false
0 | zero | 0 | 0 | false | false
1 | negative | -7 | NULL | true | true
1 | positive | 1 | NULL | false | false
1 | positive | 1 | NULL | true | false
1 | positive | 100 | NULL | true | false
1 | positive | 3 | NULL | false | false
1 | positive | 3 | NULL | false | false
1 | positive | 3 | NULL | true | true
1 | positive | 3 | NULL | true | true
1 | zero | 0 | NULL | false | false
2 | negative | -7 | 2 | false | false
2 | negative | -7 | 2 | true | false
2 | none | 2 | 2 | true | true
2 | positive | 100 | 2 | true | true
2 | positive | 2 | 2 | true | true
2 | positive | 2147483647 | 2 | false | false
2 | zero | 0 | 2 | false | false
2 | zero | 0 | 2 | false | false
2 | zero | 0 | 2 | true | true
3 | negative | -1 | 3 | true | true
3 | negative | -7 | 3 | true | true
3 | none | 3 | 3 | true | false
3 | none | 3 | 3 | true | true
3 | none | 3 | 3 | true | true
3 | positive | 1 | 3 | true | true
3 | positive | 1 | 3 | true | true
3 | positive | 100 | 3 | false | false
3 | positive | 100 | 3 | true | false
3 | positive | 2 | 3 | true | true
3 | positive | 3 | 3 | true | true
3 | zero | 0 | 3 | false | false
3 | zero | 0 | 3 | true | true
NULL | negative | -1 | NULL | true | false
NULL | negative | -1 | NULL | true | true
NULL | negative | -7 | NULL | true | true
NULL | none | -1 | NULL | true | true
NULL | positive | 1 | NULL | true | false
NULL | positive | 100 | NULL | false | false
NULL | positive | 100 | NULL | true | true
NULL | positive | 2147483647 | NULL | true | false
NULL | positive | 2147483647 | NULL | true | true
NULL | positive | 2147483647 | NULL | true | true
NULL | positive | 3 | NULL | false | false
NULL | positive | 3 | NULL | true | true
