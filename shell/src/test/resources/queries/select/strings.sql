-- Functions of strings.
CREATE TABLE numbers (
  k INT, i INT, b BIGINT, d DECIMAL(12, 2), x DOUBLE, s STRING, f BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/numbers.json', 'format' = 'json');

SELECT s, CHAR_LENGTH(s) AS n, UPPER(s) AS u, TRIM(s) AS t, SUBSTRING(s, 2, 2) AS sub, s || '!' AS shout,
  REPLACE(s, 'b', 'x') AS r, POSITION('b' IN s) AS p, s LIKE '%b%' AS has_b, s LIKE 'x!_%' ESCAPE '!' AS has_underscore
FROM numbers;
---- duckdb
SELECT s, length(s), upper(s), trim(s), substring(s, 2, 2), s || '!', replace(s, 'b', 'x'), position('b' IN s),
  s LIKE '%b%', s LIKE 'x!_%' ESCAPE '!' FROM numbers
---- rows
s STRING | n INT | u STRING | t STRING | sub STRING | shout STRING | r STRING | p INT | has_b BOOLEAN | has_underscore BOOLEAN
 Abc  | 5 |  ABC  | Abc | Ab |  Abc ! |  Axc  | 3 | true | false
 Abc  | 5 |  ABC  | Abc | Ab |  Abc ! |  Axc  | 3 | true | false
 Abc  | 5 |  ABC  | Abc | Ab |  Abc ! |  Axc  | 3 | true | false
 Abc  | 5 |  ABC  | Abc | Ab |  Abc ! |  Axc  | 3 | true | false
 Abc  | 5 |  ABC  | Abc | Ab |  Abc ! |  Axc  | 3 | true | false
 Abc  | 5 |  ABC  | Abc | Ab |  Abc ! |  Axc  | 3 | true | false
 Abc  | 5 |  ABC  | Abc | Ab |  Abc ! |  Axc  | 3 | true | false
 Abc  | 5 |  ABC  | Abc | Ab |  Abc ! |  Axc  | 3 | true | false
 Abc  | 5 |  ABC  | Abc | Ab |  Abc ! |  Axc  | 3 | true | false
 | 0 |  |  |  | ! |  | 0 | false | false
 | 0 |  |  |  | ! |  | 0 | false | false
 | 0 |  |  |  | ! |  | 0 | false | false
 | 0 |  |  |  | ! |  | 0 | false | false
 | 0 |  |  |  | ! |  | 0 | false | false
 | 0 |  |  |  | ! |  | 0 | false | false
B | 1 | B | B |  | B! | B | 0 | false | false
B | 1 | B | B |  | B! | B | 0 | false | false
B | 1 | B | B |  | B! | B | 0 | false | false
B | 1 | B | B |  | B! | B | 0 | false | false
B | 1 | B | B |  | B! | B | 0 | false | false
NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
a | 1 | A | a |  | a! | a | 0 | false | false
a | 1 | A | a |  | a! | a | 0 | false | false
a | 1 | A | a |  | a! | a | 0 | false | false
a | 1 | A | a |  | a! | a | 0 | false | false
a | 1 | A | a |  | a! | a | 0 | false | false
a | 1 | A | a |  | a! | a | 0 | false | false
a | 1 | A | a |  | a! | a | 0 | false | false
a | 1 | A | a |  | a! | a | 0 | false | false
a | 1 | A | a |  | a! | a | 0 | false | false
abc | 3 | ABC | abc | bc | abc! | axc | 2 | true | false
abc | 3 | ABC | abc | bc | abc! | axc | 2 | true | false
abc | 3 | ABC | abc | bc | abc! | axc | 2 | true | false
abc | 3 | ABC | abc | bc | abc! | axc | 2 | true | false
abc | 3 | ABC | abc | bc | abc! | axc | 2 | true | false
abc | 3 | ABC | abc | bc | abc! | axc | 2 | true | false
abc | 3 | ABC | abc | bc | abc! | axc | 2 | true | false
x_y%z | 5 | X_Y%Z | x_y%z | _y | x_y%z! | x_y%z | 0 | false | true
x_y%z | 5 | X_Y%Z | x_y%z | _y | x_y%z! | x_y%z | 0 | false | true
x_y%z | 5 | X_Y%Z | x_y%z | _y | x_y%z! | x_y%z | 0 | false | true
x_y%z | 5 | X_Y%Z | x_y%z | _y | x_y%z! | x_y%z | 0 | false | true
x_y%z | 5 | X_Y%Z | x_y%z | _y | x_y%z! | x_y%z | 0 | false | true
x_y%z | 5 | X_Y%Z | x_y%z | _y | x_y%z! | x_y%z | 0 | false | true
x_y%z | 5 | X_Y%Z | x_y%z | _y | x_y%z! | x_y%z | 0 | false | true
äöü€ | 4 | ÄÖÜ€ | äöü€ | öü | äöü€! | äöü€ | 0 | false | false
äöü€ | 4 | ÄÖÜ€ | äöü€ | öü | äöü€! | äöü€ | 0 | false | false
äöü€ | 4 | ÄÖÜ€ | äöü€ | öü | äöü€! | äöü€ | 0 | false | false
äöü€ | 4 | ÄÖÜ€ | äöü€ | öü | äöü€! | äöü€ | 0 | false | false
äöü€ | 4 | ÄÖÜ€ | äöü€ | öü | äöü€! | äöü€ | 0 | false | false
äöü€ | 4 | ÄÖÜ€ | äöü€ | öü | äöü€! | äöü€ | 0 | false | false
äöü€ | 4 | ÄÖÜ€ | äöü€ | öü | äöü€! | äöü€ | 0 | false | false
äöü€ | 4 | ÄÖÜ€ | äöü€ | öü | äöü€! | äöü€ | 0 | false | false
äöü€ | 4 | ÄÖÜ€ | äöü€ | öü | äöü€! | äöü€ | 0 | false | false
