package io.weir.query.random;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.SplittableRandom;

/** The types of random columns. */
enum Kind {
  INT("INT", LogicalType.int32()),
  LONG("BIGINT", LogicalType.bigint()),
  DECIMAL("DECIMAL(10, 2)", LogicalType.decimal(10, 2)),
  TEXT("STRING", LogicalType.string()),
  TRUTH("BOOLEAN", LogicalType.bool()),
  TIME("TIMESTAMP(3)", LogicalType.timestamp(3)),
  LIST("ARRAY<INT>", LogicalType.array(LogicalType.int32())),
  PAIR(
      "ROW<x INT, y STRING>",
      LogicalType.row(
          List.of(new Field("x", LogicalType.int32()), new Field("y", LogicalType.string()))));

  private static final Kind[] SCALARS = {INT, LONG, DECIMAL, TEXT, TRUTH, TIME};

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

  /** One that has no parts. */
  static Kind scalar(SplittableRandom random) {
    return SCALARS[random.nextInt(SCALARS.length)];
  }

  /** Any, one with parts now and then. */
  static Kind any(SplittableRandom random) {
    return random.nextInt(8) == 0 ? (random.nextBoolean() ? LIST : PAIR) : scalar(random);
  }

  /** Whether values have parts: such ones are not put in order. */
  boolean isNested() {
    return this == LIST || this == PAIR;
  }

  boolean isNumber() {
    return this == INT || this == LONG || this == DECIMAL;
  }
}
