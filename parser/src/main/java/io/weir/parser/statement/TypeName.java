package io.weir.parser.statement;

/** The types of the dialect, each under one name whatever its spelling. */
public enum TypeName {
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INT,
  BIGINT,
  FLOAT,
  DOUBLE,
  DECIMAL,
  CHAR,
  VARCHAR,
  STRING,
  BINARY,
  VARBINARY,
  BYTES,
  DATE,
  TIME,
  TIMESTAMP,
  TIMESTAMP_LTZ,
  INTERVAL,
  ARRAY,
  MULTISET,
  MAP,
  ROW
}
