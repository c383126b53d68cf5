-- q3: who sells in certain states; unbounded join.
CREATE TABLE sink (name STRING, city STRING, state STRING, id BIGINT) WITH ('connector' = '${SINK}');

INSERT INTO sink
SELECT p.name, p.city, p.state, a.id
FROM auction AS a JOIN person AS p ON a.seller = p.id
WHERE a.category = 10 AND (p.state = 'OR' OR p.state = 'ID' OR p.state = 'CA');
