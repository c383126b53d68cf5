-- Subqueries over the elements of arrays of the row around them.
CREATE TABLE nested (
  id INT, person ROW<name STRING, age INT, tags ARRAY<STRING>>, scores MAP<STRING, INT>, numbers ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/nested.json', 'format' = 'json');

SELECT n.id, n.numbers,
  (SELECT SUM(x) FROM UNNEST(n.numbers) AS t(x)) AS total,
  (SELECT COUNT(*) FROM UNNEST(n.numbers) AS t(x) WHERE x > n.id) AS above,
  (SELECT MAX(x) FROM UNNEST(n.numbers) AS t(x) WHERE x IN (SELECT m.id FROM nested m WHERE m.person.age = n.person.age)) AS m,
  (SELECT COUNT(*) FROM (SELECT m.numbers FROM nested m WHERE m.id < n.id) AS s, UNNEST(s.numbers) AS t(x) WHERE t.x = n.id) AS k
FROM nested n
WHERE EXISTS (SELECT 1 FROM UNNEST(n.numbers) AS t(x) WHERE x > 3) OR n.id < 3;
---- duckdb
SELECT n.id, n.numbers, list_sum(n.numbers), len(list_filter(n.numbers, lambda x: x > n.id)),
  (SELECT MAX(m.id) FROM nested m WHERE m.person.age = n.person.age AND list_contains(n.numbers, m.id)),
  (SELECT COUNT(*) FROM (SELECT m.id, UNNEST(m.numbers) AS x FROM nested m) AS u WHERE u.id < n.id AND u.x = n.id)
FROM nested n
WHERE len(list_filter(n.numbers, lambda x: x > 3)) > 0 OR n.id < 3
---- rows
id INT | numbers ARRAY<INT> | total INT | above BIGINT NOT NULL | m INT | k BIGINT NOT NULL
0 | [2] | 2 | 1 | NULL | 0
1 | [6, 7] | 13 | 2 | 7 | 0
10 | [8] | 8 | 0 | NULL | 0
11 | [8, 0, 7] | 15 | 0 | NULL | 0
12 | [4, 7, 5] | 16 | 0 | NULL | 0
14 | [2, 5, 1] | 8 | 0 | NULL | 0
16 | [8, 4] | 12 | 0 | NULL | 0
17 | [4, 2] | 6 | 0 | 2 | 0
2 | [] | NULL | 0 | NULL | 1
20 | [4] | 4 | 0 | NULL | 0
21 | [0, 7, 8] | 15 | 0 | 7 | 0
22 | [7] | 7 | 0 | NULL | 0
24 | [7] | 7 | 0 | NULL | 0
25 | [8, 7] | 15 | 0 | 7 | 0
26 | [4, 4, 2] | 10 | 0 | 4 | 0
27 | [7, 2, 2] | 11 | 0 | NULL | 0
28 | [4, 4] | 8 | 0 | 4 | 0
29 | [3, 6, 6] | 15 | 0 | 6 | 0
3 | [4, 1] | 5 | 1 | NULL | 0
4 | [7] | 7 | 1 | 7 | 1
5 | [8, 2] | 10 | 1 | NULL | 0
6 | [5, 3] | 8 | 0 | NULL | 1
9 | [6] | 6 | 0 | 6 | 0
