package io.weir.runtime.function.user;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;

/**
 * Turns values of a column into those of a parameter where no cast stands between, as with the
 * arguments of aggregate functions: numbers into wider ones.
 */
final class Widening {
  private Widening() {}

  /** Whether {@link #apply} can do it. */
  static boolean isPossible(LogicalType from, LogicalType to) {
    TypeKind source = from.kind();
    TypeKind target = to.kind();
    if (source.isCharacter() && target.isCharacter() || source.isBinary() && target.isBinary()) {
      return true;
    }
    if (source == TypeKind.NULL) {
      return true;
    }
    if (source == target) {
      return !source.isNested() || from.equalsIgnoringNullability(to);
    }
    return switch (target) {
      case SMALLINT, INT, BIGINT -> source.isInteger() && source.ordinal() < target.ordinal();
      case DECIMAL -> source.isInteger();
      case FLOAT -> source.isInteger() || source == TypeKind.DECIMAL;
      case DOUBLE -> source.isNumeric();
      default -> false;
    };
  }

  /** A value of another type, in the forms of {@link io.weir.runtime.vector.Values}. */
  static Object apply(Object value, LogicalType to) {
    if (value instanceof Number number && to.kind() == TypeKind.DECIMAL) {
      return value instanceof BigDecimal
          ? value
          : BigDecimal.valueOf(number.longValue()).setScale(to.scale());
    }
    boolean isFloating = to.kind() == TypeKind.FLOAT || to.kind() == TypeKind.DOUBLE;
    return isFloating && value instanceof Number number ? (Object) number.doubleValue() : value;
  }
}
