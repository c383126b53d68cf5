-- About 5 GB of state: 34 million keys with a digest each, and then 34,000 changes of random keys a second.
CREATE TABLE filling (k BIGINT) WITH (
  'connector' = 'datagen', 'rows-per-second' = '10000000',
  'fields.k.kind' = 'sequence', 'fields.k.start' = '0', 'fields.k.end' = '33999999'
);
CREATE TABLE changes (k BIGINT) WITH (
  'connector' = 'datagen', 'rows-per-second' = '34000', 'seed' = '7', 'fields.k.min' = '0', 'fields.k.max' = '33999999'
);
CREATE TABLE shown (k BIGINT, n BIGINT, digest STRING) WITH ('connector' = 'print');

SET 'pipeline.name' = 'large-state';
SET 'execution.checkpointing.interval' = '10 s';
INSERT INTO shown
SELECT k, n, digest
FROM (
  SELECT k, COUNT(*) AS n, MAX(SHA512(CAST(k AS STRING))) AS digest
  FROM (SELECT k FROM filling UNION ALL SELECT k FROM changes)
  GROUP BY k
)
WHERE MOD(k, 500) = 0;
