package io.weir.planner.expression;

import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.type.LogicalType;
import java.math.BigDecimal;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** The values of literals in the form of {@code io.weir.runtime.vector.Values}. */
public final class LiteralValues {
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long MICROS_PER_MILLI = 1_000L;

  private LiteralValues() {}

  /**
   * The value of a string, number or BOOLEAN literal of a query: what can decide about the type of
   * a call. Null for everything else.
   */
  public static Object of(SqlNode node) {
    if (node instanceof SqlNumericLiteral number) {
      BigDecimal value = number.bigDecimalValue();
      if (!number.isExact()) {
        return value.doubleValue();
      }
      return number.getScale() == 0 ? (Object) value.longValue() : value;
    }
    if (node instanceof SqlLiteral literal) {
      return switch (literal.getTypeName()) {
        case CHAR -> literal.toValue();
        case BOOLEAN -> literal.booleanValue();
        default -> null;
      };
    }
    return null;
  }

  /** The literal of a row expression. */
  static Literal of(RexLiteral literal) {
    LogicalType type = WeirTypeFactory.toLogicalType(literal.getType());
    if (literal.isNull()) {
      return Literal.nullOf(type);
    }
    return new Literal(type, value(literal, type));
  }

  private static Object value(RexLiteral literal, LogicalType type) {
    return switch (type.kind()) {
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case TINYINT, SMALLINT, INT, BIGINT -> literal.getValueAs(BigDecimal.class).longValueExact();
      case FLOAT, DOUBLE -> literal.getValueAs(BigDecimal.class).doubleValue();
      case DECIMAL -> literal.getValueAs(BigDecimal.class).setScale(type.scale());
      case CHAR, VARCHAR -> literal.getValueAs(NlsString.class).getValue();
      case BINARY, VARBINARY -> literal.getValueAs(ByteString.class).getBytes();
      case DATE -> literal.getValueAs(DateString.class).getDaysSinceEpoch();
      case TIME -> literal.getValueAs(TimeString.class).getMillisOfDay();
      case TIMESTAMP, TIMESTAMP_LTZ -> micros(literal.getValueAs(TimestampString.class));
      case INTERVAL_YEAR_MONTH -> literal.getValueAs(BigDecimal.class).intValueExact();
      case INTERVAL_DAY_TIME ->
          literal.getValueAs(BigDecimal.class).longValueExact() * MICROS_PER_MILLI;
      default -> throw new AssertionError("a literal of type " + type);
    };
  }

  private static long micros(TimestampString timestamp) {
    long seconds = Math.floorDiv(timestamp.round(0).getMillisSinceEpoch(), 1000L);
    String text = timestamp.toString();
    int point = text.indexOf('.');
    String digits = point < 0 ? "" : text.substring(point + 1);
    String six = (digits + "000000").substring(0, 6);
    return seconds * MICROS_PER_SECOND + Long.parseLong(six);
  }
}
