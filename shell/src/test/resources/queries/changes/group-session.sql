-- GROUP BY SESSION over replacements by key.
SET 'table.exec.source.cdc-events-duplicate' = 'true';
CREATE TABLE visits (id INT, page STRING, ts TIMESTAMP(3), seconds INT, WATERMARK FOR ts AS ts - INTERVAL '1' HOUR, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/visit-changes.json', 'format' = 'debezium-json');

SELECT SESSION_START(ts, INTERVAL '2' MINUTE) AS s, COUNT(*) AS n FROM visits WHERE page = 'home' GROUP BY SESSION(ts, INTERVAL '2' MINUTE);
---- duckdb
SELECT MIN(ts) AS s, COUNT(*) AS n
FROM (SELECT *, COUNT(*) FILTER (WHERE pause) OVER (ORDER BY ts, id) AS session
  FROM (SELECT *, ts > LAG(ts) OVER (ORDER BY ts, id) + INTERVAL '2' MINUTE AS pause FROM visits WHERE page = 'home'))
GROUP BY session;
---- rows
s TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL
2024-01-01 10:01:16 | 1
2024-01-01 10:13:22 | 8
2024-01-01 10:27:10 | 1
2024-01-01 10:29:42 | 6
2024-01-01 10:38:32 | 2
