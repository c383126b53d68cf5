-- Maps are equal in whatever order their entries come.
CREATE TABLE nested (
  id INT, person ROW<name STRING, age INT, tags ARRAY<STRING>>, scores MAP<STRING, INT>, numbers ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/nested.json', 'format' = 'json');
CREATE VIEW turned AS SELECT MAP['r', scores['r'], 'p', scores['p'], 'q', scores['q']] AS m FROM nested
WHERE CARDINALITY(scores) = 3;
CREATE VIEW both_ AS SELECT scores AS m FROM nested UNION ALL SELECT m FROM turned;

SELECT 'group' AS kind, m['p'] AS p, CARDINALITY(m) AS entries, COUNT(*) AS n FROM both_ GROUP BY m
UNION ALL
SELECT 'distinct', m['p'], CARDINALITY(m), 1 FROM (SELECT DISTINCT m FROM both_)
UNION ALL
SELECT 'union', m['p'], CARDINALITY(m), 1 FROM (SELECT scores AS m FROM nested UNION SELECT m FROM turned)
UNION ALL
SELECT 'count', 0, 0, COUNT(DISTINCT m) FROM both_
UNION ALL
SELECT 'intersect', m['p'], CARDINALITY(m), 1 FROM (SELECT scores AS m FROM nested INTERSECT SELECT m FROM turned)
UNION ALL
SELECT 'except', m['p'], CARDINALITY(m), 1 FROM (SELECT scores AS m FROM nested EXCEPT SELECT m FROM turned)
UNION ALL
SELECT 'join', m['p'], 0, COUNT(*) FROM nested JOIN turned ON scores = m GROUP BY m;
---- duckdb
WITH a AS (SELECT list_sort(map_entries(MAP(map_keys(scores), map_values(scores)))) AS m FROM (
    SELECT from_json(json(scores), '"MAP(VARCHAR, INTEGER)"') AS scores FROM read_json('${DATA}/nested.json', columns = {scores: 'JSON'}))),
  t AS (SELECT m FROM a WHERE len(m) = 3),
  b AS (SELECT m FROM a UNION ALL SELECT m FROM t),
  p AS (SELECT 'group' AS kind, m, len(m) AS entries, count(*) AS n FROM b GROUP BY m
    UNION ALL SELECT 'distinct', m, len(m), 1 FROM (SELECT DISTINCT m FROM b)
    UNION ALL SELECT 'union', m, len(m), 1 FROM (SELECT m FROM a UNION SELECT m FROM t)
    UNION ALL SELECT 'count', NULL, 0, count(DISTINCT m) FROM b
    UNION ALL SELECT 'intersect', m, len(m), 1 FROM (SELECT m FROM a INTERSECT SELECT m FROM t)
    UNION ALL SELECT 'except', m, len(m), 1 FROM (SELECT m FROM a EXCEPT SELECT m FROM t)
    UNION ALL SELECT 'join', m, 0, count(*) FROM a JOIN t USING (m) GROUP BY m)
SELECT kind, CASE WHEN kind = 'count' THEN 0 ELSE list_filter(m, e -> e.key = 'p')[1].value END, entries, n FROM p
---- rows
kind VARCHAR(9) NOT NULL | p INT | entries INT | n BIGINT NOT NULL
count | 0 | 0 | 24
distinct | 0 | 3 | 1
distinct | 0 | 3 | 1
distinct | 0 | 3 | 1
distinct | 0 | 3 | 1
distinct | 0 | 3 | 1
distinct | 1 | 2 | 1
distinct | 1 | 2 | 1
distinct | 1 | 3 | 1
distinct | 1 | 3 | 1
distinct | 1 | 3 | 1
distinct | 2 | 2 | 1
distinct | 2 | 2 | 1
distinct | 2 | 3 | 1
distinct | 3 | 2 | 1
distinct | 3 | 3 | 1
distinct | 3 | 3 | 1
distinct | 3 | 3 | 1
distinct | 3 | 3 | 1
distinct | 3 | 3 | 1
distinct | NULL | 1 | 1
distinct | NULL | 1 | 1
distinct | NULL | 1 | 1
distinct | NULL | 2 | 1
distinct | NULL | 2 | 1
distinct | NULL | NULL | 1
except | 1 | 2 | 1
except | 1 | 2 | 1
except | 2 | 2 | 1
except | 2 | 2 | 1
except | 3 | 2 | 1
except | NULL | 1 | 1
except | NULL | 1 | 1
except | NULL | 1 | 1
except | NULL | 2 | 1
except | NULL | 2 | 1
except | NULL | NULL | 1
group | 0 | 3 | 2
group | 0 | 3 | 2
group | 0 | 3 | 2
group | 0 | 3 | 2
group | 0 | 3 | 2
group | 1 | 2 | 1
group | 1 | 2 | 1
group | 1 | 3 | 2
group | 1 | 3 | 2
group | 1 | 3 | 2
group | 2 | 2 | 1
group | 2 | 2 | 1
group | 2 | 3 | 2
group | 3 | 2 | 1
group | 3 | 3 | 2
group | 3 | 3 | 2
group | 3 | 3 | 2
group | 3 | 3 | 2
group | 3 | 3 | 2
group | NULL | 1 | 1
group | NULL | 1 | 1
group | NULL | 1 | 2
group | NULL | 2 | 1
group | NULL | 2 | 2
group | NULL | NULL | 4
intersect | 0 | 3 | 1
intersect | 0 | 3 | 1
intersect | 0 | 3 | 1
intersect | 0 | 3 | 1
intersect | 0 | 3 | 1
intersect | 1 | 3 | 1
intersect | 1 | 3 | 1
intersect | 1 | 3 | 1
intersect | 2 | 3 | 1
intersect | 3 | 3 | 1
intersect | 3 | 3 | 1
intersect | 3 | 3 | 1
intersect | 3 | 3 | 1
intersect | 3 | 3 | 1
join | 0 | 0 | 1
join | 0 | 0 | 1
join | 0 | 0 | 1
join | 0 | 0 | 1
join | 0 | 0 | 1
join | 1 | 0 | 1
join | 1 | 0 | 1
join | 1 | 0 | 1
join | 2 | 0 | 1
join | 3 | 0 | 1
join | 3 | 0 | 1
join | 3 | 0 | 1
join | 3 | 0 | 1
join | 3 | 0 | 1
union | 0 | 3 | 1
union | 0 | 3 | 1
union | 0 | 3 | 1
union | 0 | 3 | 1
union | 0 | 3 | 1
union | 1 | 2 | 1
union | 1 | 2 | 1
union | 1 | 3 | 1
union | 1 | 3 | 1
union | 1 | 3 | 1
union | 2 | 2 | 1
union | 2 | 2 | 1
union | 2 | 3 | 1
union | 3 | 2 | 1
union | 3 | 3 | 1
union | 3 | 3 | 1
union | 3 | 3 | 1
union | 3 | 3 | 1
union | 3 | 3 | 1
union | NULL | 1 | 1
union | NULL | 1 | 1
union | NULL | 1 | 1
union | NULL | 2 | 1
union | NULL | 2 | 1
union | NULL | NULL | 1
