package io.weir.runtime.operator.group;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueOrder;
import org.apache.arrow.vector.FieldVector;

/** Finds the groups whose result is not what it was. */
final class ResultDifference {
  private ResultDifference() {}

  /**
   * Sets {@code differs[g]} where row {@code g} of {@code results}, the old result, is not equal to
   * row {@code count + g}, the new one.
   */
  static void mark(FieldVector results, LogicalType type, int count, boolean[] differs) {
    Column column = Column.of(results);
    if (type.kind().isNested()) {
      markNested(column, type, count, differs);
      return;
    }
    int width = width(type);
    for (int g = 0; g < count; g++) {
      if (!differs[g]) {
        differs[g] = differ(column, width, g, count + g);
      }
    }
  }

  private static void markNested(Column column, LogicalType type, int count, boolean[] differs) {
    ValueOrder order = ValueOrder.of(type, column, column);
    for (int g = 0; g < count; g++) {
      differs[g] |= !order.equal(g, count + g);
    }
  }

  private static boolean differ(Column column, int width, int left, int right) {
    boolean isNull = column.isNull(left);
    if (isNull || column.isNull(right)) {
      return isNull != column.isNull(right);
    }
    return switch (width) {
      case 0 -> column.getBoolean(left) != column.getBoolean(right);
      case 1 -> column.getByte(left) != column.getByte(right);
      case 2 -> column.getShort(left) != column.getShort(right);
      case 4 -> column.getInt(left) != column.getInt(right);
      case 8 -> column.getLong(left) != column.getLong(right);
      case 16 ->
          column.getDecimalLow(left) != column.getDecimalLow(right)
              || column.getDecimalHigh(left) != column.getDecimalHigh(right);
      default -> differInBytes(column, left, right);
    };
  }

  private static boolean differInBytes(Column column, int left, int right) {
    int length = column.getLength(left);
    if (length != column.getLength(right)) {
      return true;
    }
    long a = column.getAddress(left);
    long b = column.getAddress(right);
    for (int i = 0; i < length; i++) {
      if (Memory.getByte(a + i) != Memory.getByte(b + i)) {
        return true;
      }
    }
    return false;
  }

  /** The width of values in bytes; 0 for bits, -1 for strings. */
  private static int width(LogicalType type) {
    return switch (type.kind()) {
      case BOOLEAN -> 0;
      case TINYINT -> 1;
      case SMALLINT -> 2;
      case INT, FLOAT, DATE, TIME, INTERVAL_YEAR_MONTH -> 4;
      case BIGINT, DOUBLE, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> 8;
      case DECIMAL -> 16;
      case CHAR, VARCHAR, BINARY, VARBINARY -> -1;
      case ARRAY, MAP, MULTISET, ROW, NULL ->
          throw new IllegalArgumentException("no aggregate returns " + type);
    };
  }
}
