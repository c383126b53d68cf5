-- Two sinks of one job.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

CREATE TABLE per_url (url STRING, n BIGINT, PRIMARY KEY (url) NOT ENFORCED) WITH ('connector' = 'table');
CREATE TABLE roots (user_id INT, ts TIMESTAMP(3)) WITH ('connector' = 'table', 'changes' = 'insert_only');
EXECUTE STATEMENT SET BEGIN
INSERT INTO per_url SELECT url, COUNT(*) FROM clicks GROUP BY url;
INSERT INTO roots SELECT user_id, ts FROM clicks WHERE url = '/' AND user_id = 4;
END;
---- duckdb
none: two results
---- rows
per_url:
/ | 29
/a | 23
/b?x=1 | 34
/c/d | 34
roots:
4 | 2024-03-01 12:00:13.178
4 | 2024-03-01 12:00:40.595
4 | 2024-03-01 12:01:08.01
4 | 2024-03-01 12:01:18.983
4 | 2024-03-01 12:01:40.05
4 | 2024-03-01 12:01:46.816
4 | 2024-03-01 12:01:49.431
4 | 2024-03-01 12:02:30.051
4 | 2024-03-01 12:02:32.381
