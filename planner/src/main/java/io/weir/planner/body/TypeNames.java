package io.weir.planner.body;

import io.weir.parser.statement.TypeText;
import io.weir.planner.PlanException;
import io.weir.planner.error.PlanningException;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the names of types mean, with the defaults and limits of their parameters. */
public final class TypeNames {
  private static final int DEFAULT_DECIMAL_PRECISION = 10;
  private static final int DEFAULT_TIMESTAMP_PRECISION = 6;
  private static final int MAX_TIME_PRECISION = 3;

  private TypeNames() {}

  /**
   * The type that a body names.
   *
   * @param precision the first parameter, negative if absent
   * @param scale the second parameter, negative if absent
   * @throws PlanningException if a parameter is out of range
   */
  public static LogicalType resolve(String name, int precision, int scale, SqlParserPos position) {
    try {
      return resolve(name, precision, scale);
    } catch (Refusal refusal) {
      throw new PlanningException(position, refusal.getMessage(), refusal.hint);
    }
  }

  /**
   * The type that a statement names.
   *
   * @throws PlanException if a parameter is out of range
   */
  public static LogicalType resolve(TypeText text) {
    List<Field> fields =
        text.fields().stream()
            .map(field -> new Field(field.name().name(), resolve(field.type())))
            .toList();
    LogicalType type =
        switch (text.name()) {
          case ARRAY -> LogicalType.array(fields.get(0).type());
          case MULTISET -> LogicalType.multiset(fields.get(0).type());
          case MAP -> LogicalType.map(fields.get(0).type(), fields.get(1).type());
          case ROW -> LogicalType.row(fields);
          case INTERVAL ->
              LogicalType.of(
                  text.interval().orElseThrow().countsMonths()
                      ? TypeKind.INTERVAL_YEAR_MONTH
                      : TypeKind.INTERVAL_DAY_TIME);
          default -> scalar(text);
        };
    return type.withNullable(text.nullable());
  }

  private static LogicalType scalar(TypeText text) {
    List<Integer> arguments = text.arguments();
    int precision = arguments.isEmpty() ? -1 : arguments.get(0);
    int scale = arguments.size() < 2 ? -1 : arguments.get(1);
    try {
      return resolve(text.name().name(), precision, scale);
    } catch (Refusal refusal) {
      throw new PlanException(refusal.getMessage(), text.span(), refusal.hint);
    }
  }

  private static LogicalType resolve(String name, int precision, int scale) throws Refusal {
    return switch (name) {
      case "STRING" -> LogicalType.string();
      case "BYTES" -> LogicalType.bytes();
      case "DECIMAL" -> decimal(precision, scale);
      case "CHAR" -> LogicalType.of(TypeKind.CHAR, length(name, precision, 1));
      case "BINARY" -> LogicalType.of(TypeKind.BINARY, length(name, precision, 1));
      case "VARCHAR" ->
          LogicalType.of(TypeKind.VARCHAR, length(name, precision, LogicalType.UNBOUNDED_LENGTH));
      case "VARBINARY" ->
          LogicalType.of(TypeKind.VARBINARY, length(name, precision, LogicalType.UNBOUNDED_LENGTH));
      case "TIME" -> LogicalType.of(TypeKind.TIME, time(precision));
      case "TIMESTAMP" -> LogicalType.timestamp(timestamp(name, precision));
      case "TIMESTAMP_LTZ" -> LogicalType.timestampLtz(timestamp(name, precision));
      case "TIMESTAMP WITH TIME ZONE" ->
          throw new Refusal(
              "the type TIMESTAMP WITH TIME ZONE is not supported",
              "use TIMESTAMP_LTZ(3), an instant shown in the session's time zone");
      default -> LogicalType.of(TypeKind.valueOf(name));
    };
  }

  private static LogicalType decimal(int precision, int scale) throws Refusal {
    int digits = precision < 0 ? DEFAULT_DECIMAL_PRECISION : precision;
    int fraction = Math.max(scale, 0);
    if (digits < 1 || digits > LogicalType.MAX_DECIMAL_PRECISION) {
      throw new Refusal(
          "DECIMAL has 1 to " + LogicalType.MAX_DECIMAL_PRECISION + " digits, not " + digits, null);
    }
    if (fraction > digits) {
      throw new Refusal(
          "the scale of DECIMAL(" + digits + ", " + fraction + ") is larger than its precision",
          null);
    }
    return LogicalType.decimal(digits, fraction);
  }

  private static int length(String name, int length, int absent) throws Refusal {
    if (length == 0) {
      throw new Refusal(name + " has a length of at least 1, not 0", null);
    }
    return length < 0 ? absent : length;
  }

  private static int time(int precision) throws Refusal {
    if (precision > MAX_TIME_PRECISION) {
      throw new Refusal(
          "TIME has at most 3 digits of a second, not " + precision,
          "use TIME(3): times are kept in milliseconds");
    }
    return Math.max(precision, 0);
  }

  private static int timestamp(String name, int precision) throws Refusal {
    if (precision > LogicalType.MAX_TIMESTAMP_PRECISION) {
      throw new Refusal(
          name + " has at most 6 digits of a second, not " + precision,
          "use " + name + "(6): timestamps are kept in microseconds");
    }
    return precision < 0 ? DEFAULT_TIMESTAMP_PRECISION : precision;
  }

  /** A parameter that does not fit, before it is known where it stands. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    Refusal(String message, String hint) {
      super(message);
      this.hint = hint;
    }
  }
}
