package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;

/**
 * Which types a function's parameter takes without an explicit CAST, as in Flink: wider numbers,
 * character types among themselves, DATE as TIMESTAMP, and the time types with and without zone.
 */
public final class ImplicitCasts {
  /** The type does not fit. */
  public static final int IMPOSSIBLE = -1;

  private ImplicitCasts() {}

  /**
   * How far {@code from} is from {@code to}: 0 if the same form, more for wider types, {@link
   * #IMPOSSIBLE} if only an explicit CAST leads there. Nullability does not matter.
   */
  public static int distance(LogicalType from, LogicalType to) {
    TypeKind source = from.kind();
    TypeKind target = to.kind();
    if (source == TypeKind.NULL) {
      return 1;
    }
    if (target.isNested()) {
      return nested(from, to);
    }
    if (source == target) {
      return 0;
    }
    return switch (target) {
      case CHAR, VARCHAR -> source.isCharacter() ? 0 : IMPOSSIBLE;
      case BINARY, VARBINARY -> source.isBinary() ? 0 : IMPOSSIBLE;
      case SMALLINT, INT, BIGINT ->
          source.isInteger() && source.ordinal() < target.ordinal()
              ? target.ordinal() - source.ordinal()
              : IMPOSSIBLE;
      case DECIMAL -> source.isInteger() ? 5 : IMPOSSIBLE;
      case FLOAT -> source.isInteger() || source == TypeKind.DECIMAL ? 8 : IMPOSSIBLE;
      case DOUBLE -> source == TypeKind.FLOAT ? 1 : source.isNumeric() ? 7 : IMPOSSIBLE;
      case DATE -> source == TypeKind.TIMESTAMP ? 3 : IMPOSSIBLE;
      case TIME -> source.isTimestamp() ? 3 : IMPOSSIBLE;
      case TIMESTAMP ->
          source == TypeKind.DATE ? 1 : source == TypeKind.TIMESTAMP_LTZ ? 2 : IMPOSSIBLE;
      case TIMESTAMP_LTZ ->
          source == TypeKind.DATE ? 3 : source == TypeKind.TIMESTAMP ? 2 : IMPOSSIBLE;
      default -> IMPOSSIBLE;
    };
  }

  private static int nested(LogicalType from, LogicalType to) {
    if (from.kind() != to.kind() || from.fields().size() != to.fields().size()) {
      return IMPOSSIBLE;
    }
    int sum = 0;
    for (int i = 0; i < from.fields().size(); i++) {
      int distance = distance(from.fields().get(i).type(), to.fields().get(i).type());
      if (distance == IMPOSSIBLE) {
        return IMPOSSIBLE;
      }
      sum += distance;
    }
    return sum;
  }
}
