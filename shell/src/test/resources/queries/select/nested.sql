-- Fields of rows, elements of arrays and maps.
CREATE TABLE nested (
  id INT, person ROW<name STRING, age INT, tags ARRAY<STRING>>, scores MAP<STRING, INT>, numbers ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/nested.json', 'format' = 'json');

SELECT id, nested.person.name AS name, nested.person.age + 1 AS age, numbers[1] AS first_number, scores['p'] AS p,
  CARDINALITY(numbers) AS n, person.tags AS tags
FROM nested;
---- duckdb
SELECT id, person.name, person.age + 1, numbers[1], scores['p'], len(numbers), person.tags FROM nested
---- rows
id INT | name STRING | age INT | first_number INT | p INT | n INT | tags ARRAY<STRING>
0 | ann | 31 | 2 | 2 | 1 | []
1 | ann | 31 | 6 | 0 | 2 | []
10 | ann | NULL | 8 | NULL | 1 | [x, y]
11 | ann | 41 | 8 | 1 | 3 | []
12 | bob | 21 | 4 | 3 | 3 | [x, y, x]
13 | bob | 41 | NULL | NULL | 0 | []
14 | ann | NULL | 2 | 1 | 3 | [x, z]
15 | bob | 31 | NULL | NULL | 0 | [z, z, x]
16 | NULL | NULL | 8 | NULL | 2 | NULL
17 | bob | 21 | 4 | NULL | 2 | [x, y, x]
18 | ann | NULL | NULL | 0 | 0 | [z, z, y]
19 | ann | 41 | NULL | 1 | 0 | []
2 | ann | 21 | NULL | 3 | 0 | [z, x, z]
20 | bob | 21 | 4 | 0 | 1 | []
21 | bob | 31 | 0 | NULL | 3 | [y]
22 | ann | NULL | 7 | 3 | 1 | [z, z, y]
23 | bob | NULL | NULL | 3 | 0 | []
24 | ann | NULL | 7 | NULL | 1 | [x]
25 | ann | 31 | 8 | 1 | 2 | [y]
26 | bob | 31 | 4 | 0 | 3 | []
27 | NULL | NULL | 7 | 2 | 3 | NULL
28 | ann | 31 | 4 | NULL | 2 | [z]
29 | ann | 31 | 3 | NULL | 3 | []
3 | ann | NULL | 4 | NULL | 2 | [y, z, z]
4 | ann | 31 | 7 | 1 | 1 | [z, x, y]
5 | NULL | NULL | 8 | 3 | 2 | NULL
6 | bob | 31 | 5 | 0 | 2 | [y]
7 | bob | 31 | NULL | 2 | 0 | [y, y, z]
8 | bob | 21 | 1 | NULL | 1 | [z, z]
9 | bob | 31 | 6 | 3 | 1 | []
