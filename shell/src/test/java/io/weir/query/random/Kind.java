package io.weir.query.random;

import io.weir.runtime.type.LogicalType;

/** The types of random columns. */
enum Kind {
  INT("INT", LogicalType.int32()),
  LONG("BIGINT", LogicalType.bigint()),
  DECIMAL("DECIMAL(10, 2)", LogicalType.decimal(10, 2)),
  TEXT("STRING", LogicalType.string()),
  TRUTH("BOOLEAN", LogicalType.bool()),
  TIME("TIMESTAMP(3)", LogicalType.timestamp(3));

  private final String sql;
  private final LogicalType type;

  Kind(String sql, LogicalType type) {
    this.sql = sql;
    this.type = type;
  }

  /** As written in CREATE TABLE. */
  String sql() {
    return sql;
  }

  LogicalType type() {
    return type;
  }

  boolean isNumber() {
    return this == INT || this == LONG || this == DECIMAL;
  }
}
