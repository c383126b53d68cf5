-- The column of several joins, by its name alone: in SELECT, WHERE and GROUP BY.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE VIEW few AS SELECT id, quantity AS q FROM orders WHERE id < 10;
CREATE VIEW middle AS SELECT id, product AS p FROM orders WHERE id BETWEEN 5 AND 15;
CREATE VIEW others AS SELECT id, customer AS c FROM orders WHERE id BETWEEN 12 AND 20 OR id = 7;

SELECT id, q, p, c, n FROM few LEFT JOIN middle USING (id) FULL JOIN others USING (id)
JOIN (SELECT id AS k, COUNT(*) AS n FROM few JOIN middle USING (id) RIGHT JOIN others USING (id) GROUP BY id) AS g ON COALESCE(few.id, others.id) = k + 3
WHERE id <> 14;
---- duckdb
WITH few AS (SELECT id, quantity AS q FROM orders WHERE id < 10),
  middle AS (SELECT id, product AS p FROM orders WHERE id BETWEEN 5 AND 15),
  others AS (SELECT id, customer AS c FROM orders WHERE id BETWEEN 12 AND 20 OR id = 7)
SELECT id, q, p, c, n FROM (SELECT id, q, p, c FROM few LEFT JOIN middle USING (id) FULL JOIN others USING (id)) AS f
JOIN (SELECT id AS k, COUNT(*) AS n FROM few JOIN middle USING (id) RIGHT JOIN others USING (id) GROUP BY id) AS g ON id = k + 3
WHERE id <> 14
---- rows
id BIGINT | q INT | p STRING | c STRING | n BIGINT NOT NULL
15 | NULL | NULL | dan | 1
16 | NULL | NULL | cyd | 1
17 | NULL | NULL | dan | 1
18 | NULL | NULL | cyd | 1
19 | NULL | NULL | bob | 1
20 | NULL | NULL | NULL | 1
