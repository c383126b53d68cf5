package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.type.LogicalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The values of literals in the form of a wider type: numbers among numbers, the rest as it is. */
final class LiteralForms {
  private LiteralForms() {}

  /** The value of {@code literal} in the form of {@code type}; null for NULL. */
  static Object to(LogicalType type, Literal literal) {
    Object value = literal.value();
    if (value == null || !type.kind().isNumeric()) {
      return value;
    }
    BigDecimal number =
        value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    if (type.kind().isInteger()) {
      return number.longValueExact();
    }
    if (type.kind().isFloating()) {
      return number.doubleValue();
    }
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
    if (scaled.precision() > type.precision()) {
      throw new PlanningException(
          SqlParserPos.ZERO, number + " does not fit into " + type, "CAST the values to one type");
    }
    return scaled;
  }
}
