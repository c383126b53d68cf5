-- Text is put in order with numbers as a number, and found in a list of numbers as text.
SELECT s, s > 7 AS above, s BETWEEN 1 AND 9 AS between_, s BETWEEN 1.5 AND 2 AS decimals, n < s AS below,
  n BETWEEN '1' AND s AS reached, s IN (1, 2) AS listed, s NOT IN (1, 2.5) AS unlisted, n IN ('01', s) AS found
FROM (VALUES ('5', 7), ('12', 12), ('01', 1), ('2', 3), ('002', 2), (CAST(NULL AS STRING), 0)) AS t (s, n);
---- duckdb
SELECT s, CAST(s AS BIGINT) > 7, CAST(s AS BIGINT) BETWEEN 1 AND 9, CAST(s AS DECIMAL(20, 1)) BETWEEN 1.5 AND 2, n < CAST(s AS BIGINT),
  n BETWEEN 1 AND CAST(s AS BIGINT), s IN ('1', '2'), s NOT IN ('1', '2.5'), n IN (1, CAST(s AS INT))
FROM (VALUES ('5', 7), ('12', 12), ('01', 1), ('2', 3), ('002', 2), (CAST(NULL AS VARCHAR), 0)) AS t (s, n)
---- rows
s STRING | above BOOLEAN | between_ BOOLEAN | decimals BOOLEAN | below BOOLEAN | reached BOOLEAN | listed BOOLEAN | unlisted BOOLEAN | found BOOLEAN
002 | false | true | true | false | true | false | true | true
01 | false | true | false | false | true | false | true | true
12 | true | false | false | false | true | false | true | true
2 | false | true | true | false | false | true | true | false
5 | false | true | false | false | false | false | true | false
NULL | NULL | NULL | NULL | NULL | false | NULL | NULL | NULL
