-- CAST and TRY_CAST between numbers, texts and times.
CREATE TABLE numbers (
  k INT, i INT, b BIGINT, d DECIMAL(12, 2), x DOUBLE, s STRING, f BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/numbers.json', 'format' = 'json');

SELECT CAST(i AS STRING) AS t, CAST(x AS INT) AS whole, TRY_CAST(s AS INT) AS parsed, CAST(k AS BOOLEAN) AS truth,
  CAST(d AS DOUBLE) AS floating, CAST(f AS STRING) AS word
FROM numbers WHERE x < 1000 OR x IS NULL;
---- duckdb
SELECT i::VARCHAR, trunc(x)::INT, TRY_CAST(s AS INT), k::BOOLEAN, d::DOUBLE, upper(f::VARCHAR) FROM numbers WHERE x < 1000 OR x IS NULL
---- rows
t STRING | whole INT | parsed INT | truth BOOLEAN | floating DOUBLE | word STRING
-1 | -1 | NULL | NULL | 0 | NULL
-1 | -1 | NULL | NULL | NULL | FALSE
-1 | 0 | NULL | false | 12345678.9 | FALSE
-1 | 0 | NULL | true | NULL | NULL
-1 | 3 | NULL | false | -3.33 | NULL
-1 | 3 | NULL | false | 0 | TRUE
-7 | -1 | NULL | false | 0 | NULL
-7 | 2 | NULL | true | -3.33 | TRUE
-7 | 2 | NULL | true | 0 | NULL
-7 | NULL | NULL | true | NULL | FALSE
0 | -1 | NULL | true | 0 | NULL
0 | 0 | NULL | false | 0 | TRUE
0 | 2 | NULL | true | 12345678.9 | TRUE
0 | 3 | NULL | false | 0.1 | TRUE
0 | 3 | NULL | true | 12345678.9 | TRUE
1 | -1 | NULL | NULL | 0 | FALSE
1 | 0 | NULL | true | 0.1 | NULL
1 | 2 | NULL | false | NULL | FALSE
1 | 2 | NULL | true | 12345678.9 | NULL
1 | 3 | NULL | false | 0 | FALSE
1 | 3 | NULL | false | NULL | TRUE
1 | NULL | NULL | false | NULL | FALSE
1 | NULL | NULL | true | NULL | FALSE
100 | -1 | NULL | false | 12345678.9 | NULL
100 | -1 | NULL | true | 0.1 | FALSE
100 | -1 | NULL | true | NULL | FALSE
100 | 0 | NULL | true | -3.33 | TRUE
100 | 3 | NULL | true | 0 | NULL
100 | NULL | NULL | NULL | 0 | NULL
100 | NULL | NULL | false | 0.1 | FALSE
100 | NULL | NULL | false | 12345678.9 | NULL
2 | -1 | NULL | true | 0 | NULL
2 | 0 | NULL | false | NULL | FALSE
2 | 3 | NULL | false | 0.1 | FALSE
2 | 3 | NULL | true | 12345678.9 | NULL
2147483647 | -1 | NULL | NULL | NULL | FALSE
2147483647 | 0 | NULL | NULL | 0.1 | NULL
2147483647 | 0 | NULL | NULL | 12345678.9 | NULL
2147483647 | NULL | NULL | false | 12345678.9 | NULL
2147483647 | NULL | NULL | true | -3.33 | TRUE
3 | -1 | NULL | true | -3.33 | NULL
3 | -1 | NULL | true | 0.1 | TRUE
3 | -1 | NULL | true | 0.1 | TRUE
3 | 2 | NULL | NULL | NULL | TRUE
3 | 3 | NULL | NULL | 0.1 | NULL
3 | 3 | NULL | false | -3.33 | NULL
3 | 3 | NULL | true | 0 | NULL
3 | 3 | NULL | true | NULL | NULL
NULL | -1 | NULL | true | 0 | NULL
NULL | -1 | NULL | true | NULL | FALSE
NULL | 2 | NULL | true | 0 | NULL
NULL | 3 | NULL | NULL | 0 | NULL
