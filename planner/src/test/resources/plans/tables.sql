CREATE TABLE bids (
  auction BIGINT,
  bidder BIGINT,
  price BIGINT,
  channel STRING,
  ts TIMESTAMP(3),
  extra STRING,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'test');

CREATE TABLE instants (
  id INT NOT NULL,
  amount DECIMAL(10, 2),
  moment TIMESTAMP_LTZ(3),
  WATERMARK FOR moment AS moment
) WITH ('connector' = 'test', 'bounded' = 'true');

CREATE TABLE plain (
  a INT,
  b BIGINT,
  s STRING,
  d DOUBLE,
  f BOOLEAN,
  n DECIMAL(8, 3),
  born DATE,
  t TIMESTAMP(6),
  r ROW<x INT, y ROW<z STRING, w BIGINT NOT NULL>>,
  l ARRAY<INT>
) WITH ('connector' = 'test', 'bounded' = 'true');

CREATE TABLE computed (
  id BIGINT,
  millis BIGINT,
  file STRING METADATA FROM 'file.path' VIRTUAL,
  doubled AS id * 2,
  unused AS id / 0,
  pt AS PROCTIME()
) WITH ('connector' = 'test');

CREATE TABLE target (
  k BIGINT,
  v BIGINT
) WITH ('connector' = 'test');

CREATE TABLE keyed (
  k BIGINT,
  v BIGINT,
  PRIMARY KEY (k) NOT ENFORCED
) WITH ('connector' = 'test', 'sink.changes' = 'upsert', 'sink.commit-mode' = 'idempotent');

CREATE TABLE changes (
  k BIGINT,
  v BIGINT
) WITH ('connector' = 'test', 'sink.changes' = 'any', 'sink.commit-mode' = 'ephemeral');

CREATE TABLE pipe (
  line STRING
) WITH ('connector' = 'test', 'rewindable' = 'false');

CREATE VIEW cheap AS SELECT auction, price, ts FROM bids WHERE price < 100;

CREATE TABLE rates (
  currency STRING,
  rate DECIMAL(10, 4),
  since TIMESTAMP(3),
  WATERMARK FOR since AS since - INTERVAL '10' SECOND,
  PRIMARY KEY (currency) NOT ENFORCED
) WITH ('connector' = 'test');
