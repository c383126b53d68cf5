package io.weir.planner.body;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the names of types mean, with the defaults and limits of their parameters. */
public final class TypeNames {
  private static final int DEFAULT_DECIMAL_PRECISION = 10;
  private static final int DEFAULT_TIMESTAMP_PRECISION = 6;
  private static final int MAX_TIME_PRECISION = 3;

  private TypeNames() {}

  /**
   * The type of a name with optional parameters.
   *
   * @param precision the first parameter, negative if absent
   * @param scale the second parameter, negative if absent
   * @throws PlanningException if a parameter is out of range
   */
  public static LogicalType resolve(String name, int precision, int scale, SqlParserPos position) {
    return switch (name) {
      case "STRING" -> LogicalType.string();
      case "BYTES" -> LogicalType.bytes();
      case "DECIMAL" -> decimal(precision, scale, position);
      case "CHAR" -> LogicalType.of(TypeKind.CHAR, length(name, precision, 1, position));
      case "BINARY" -> LogicalType.of(TypeKind.BINARY, length(name, precision, 1, position));
      case "VARCHAR" ->
          LogicalType.of(
              TypeKind.VARCHAR, length(name, precision, LogicalType.UNBOUNDED_LENGTH, position));
      case "VARBINARY" ->
          LogicalType.of(
              TypeKind.VARBINARY, length(name, precision, LogicalType.UNBOUNDED_LENGTH, position));
      case "TIME" -> LogicalType.of(TypeKind.TIME, time(precision, position));
      case "TIMESTAMP" -> LogicalType.timestamp(timestamp(name, precision, position));
      case "TIMESTAMP_LTZ" -> LogicalType.timestampLtz(timestamp(name, precision, position));
      case "TIMESTAMP WITH TIME ZONE" ->
          throw new PlanningException(
              position,
              "the type TIMESTAMP WITH TIME ZONE is not supported",
              "use TIMESTAMP_LTZ(3), an instant shown in the session's time zone");
      default -> LogicalType.of(TypeKind.valueOf(name));
    };
  }

  private static LogicalType decimal(int precision, int scale, SqlParserPos position) {
    int digits = precision < 0 ? DEFAULT_DECIMAL_PRECISION : precision;
    int fraction = Math.max(scale, 0);
    if (digits < 1 || digits > LogicalType.MAX_DECIMAL_PRECISION) {
      throw new PlanningException(
          position,
          "DECIMAL has 1 to " + LogicalType.MAX_DECIMAL_PRECISION + " digits, not " + digits,
          null);
    }
    if (fraction > digits) {
      throw new PlanningException(
          position,
          "the scale of DECIMAL(" + digits + ", " + fraction + ") is larger than its precision",
          null);
    }
    return LogicalType.decimal(digits, fraction);
  }

  private static int length(String name, int length, int absent, SqlParserPos position) {
    if (length == 0) {
      throw new PlanningException(position, name + " has a length of at least 1, not 0", null);
    }
    return length < 0 ? absent : length;
  }

  private static int time(int precision, SqlParserPos position) {
    if (precision > MAX_TIME_PRECISION) {
      throw new PlanningException(
          position,
          "TIME has at most 3 digits of a second, not " + precision,
          "use TIME(3): times are kept in milliseconds");
    }
    return Math.max(precision, 0);
  }

  private static int timestamp(String name, int precision, SqlParserPos position) {
    if (precision > LogicalType.MAX_TIMESTAMP_PRECISION) {
      throw new PlanningException(
          position,
          name + " has at most 6 digits of a second, not " + precision,
          "use " + name + "(6): timestamps are kept in microseconds");
    }
    return precision < 0 ? DEFAULT_TIMESTAMP_PRECISION : precision;
  }
}
