-- ${ROWS} rows, one in each millisecond of event time; every hundredth comes up to four seconds late.
CREATE TABLE ticks (
  n BIGINT,
  k AS MOD(n * 7919, 10007),
  ts AS TO_TIMESTAMP_LTZ(CASE WHEN MOD(n, 100) = 7 THEN n - MOD(n, 4001) ELSE n END, 3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'datagen', 'rows-per-second' = '${RATE}',
  'fields.n.kind' = 'sequence', 'fields.n.start' = '0', 'fields.n.end' = '${LAST}'
);
CREATE VIEW marks AS SELECT n, k, ts FROM ticks WHERE MOD(n, 10) = 0;
CREATE VIEW tumble AS
  SELECT k, window_start, COUNT(*) AS c, SUM(n) AS s
  FROM TABLE(TUMBLE(TABLE ticks, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end;
CREATE VIEW hop AS
  SELECT k, window_start, COUNT(*) AS c, SUM(n) AS s
  FROM TABLE(HOP(TABLE ticks, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
  GROUP BY k, window_start, window_end;
CREATE VIEW session AS
  SELECT k, window_start, COUNT(*) AS c, SUM(n) AS s
  FROM TABLE(SESSION(TABLE ticks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '8' SECOND))
  GROUP BY k, window_start, window_end;
CREATE VIEW top AS
  SELECT k, window_start, n AS c, r AS s
  FROM (
    SELECT k, n, window_start, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, MOD(k, 100) ORDER BY n DESC) AS r
    FROM TABLE(TUMBLE(TABLE ticks, DESCRIPTOR(ts), INTERVAL '10' SECOND))
  )
  WHERE r <= 3;
CREATE VIEW interval_join AS
  SELECT t.k, t.ts AS window_start, t.n AS c, m.n AS s
  FROM ticks t JOIN marks m ON t.k = m.k AND t.ts BETWEEN m.ts - INTERVAL '20' SECOND AND m.ts + INTERVAL '20' SECOND;
CREATE VIEW deduplicate AS
  SELECT k, ts AS window_start, n AS c, n AS s
  FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY n ORDER BY PROCTIME()) AS r FROM ticks) WHERE r = 1;
CREATE VIEW group_by AS
  SELECT MAX(k) AS k, MAX(ts) AS window_start, COUNT(*) AS c, SUM(n) AS s FROM ticks GROUP BY n / 10;
CREATE TABLE nothing (k BIGINT, window_start TIMESTAMP(3), c BIGINT, s BIGINT) WITH ('connector' = 'blackhole');

SET 'pipeline.name' = '${QUERY}';
SET 'table.exec.state.ttl' = '${TTL}';
INSERT INTO nothing SELECT k, CAST(window_start AS TIMESTAMP(3)), c, s FROM ${QUERY};
