-- A view that keeps the last row of each key is a table of versions.
CREATE TABLE e (id INT, k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/last-rows.json', 'format' = 'json');
CREATE VIEW latest AS
SELECT id, k, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) AS rn FROM e) WHERE rn = 1;

SELECT e.id, e.ts, e.k, l.k AS version FROM e JOIN latest FOR SYSTEM_TIME AS OF e.ts AS l ON e.id = l.id;
---- duckdb
none: DuckDB joins with the newest version only through ASOF, which needs all versions
---- rows
id INT | ts TIMESTAMP(3) | k STRING | version STRING
1 | 2024-01-01 00:00:02 | a | a
1 | 2024-01-01 00:00:07 | b | b
1 | 2024-01-01 00:00:26 | a | a
2 | 2024-01-01 00:00:04 | a | a
2 | 2024-01-01 00:00:11 | x | a
2 | 2024-01-01 00:00:12 | c | c
3 | 2024-01-01 00:00:25 | a | a
