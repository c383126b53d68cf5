package io.weir.runtime.vector;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The generic operations <i>equals</i> and <i>compare</i>, for any type: a total order of the
 * values of two columns. NULL is lowest and equals NULL; -0.0 equals 0.0, NaN equals NaN and is
 * above all numbers; strings are compared as unsigned bytes; ROWs and ARRAYs element by element, a
 * shorter ARRAY before its extensions; MAPs as their entries sorted by key.
 */
@FunctionalInterface
public interface ValueOrder {
  /** Below, at or above zero as the left value is below, equal to or above the right one. */
  int compare(int leftRow, int rightRow);

  /** Whether the values are equal, NULL being equal to NULL. */
  default boolean equal(int leftRow, int rightRow) {
    return compare(leftRow, rightRow) == 0;
  }

  /** The order between values of two columns of one type, valid as long as the columns are. */
  static ValueOrder of(LogicalType type, Column left, Column right) {
    ValueOrder values = ofNonNull(type, left, right);
    if (!left.hasNulls() && !right.hasNulls()) {
      return values;
    }
    return (i, j) -> {
      boolean leftNull = left.isNull(i);
      boolean rightNull = right.isNull(j);
      if (leftNull || rightNull) {
        return Boolean.compare(rightNull, leftNull);
      }
      return values.compare(i, j);
    };
  }

  /** As {@link #of}, for rows that are not NULL. */
  static ValueOrder ofNonNull(LogicalType type, Column left, Column right) {
    if (left.isAlwaysNull() || right.isAlwaysNull()) {
      return (i, j) -> 0;
    }
    return switch (type.kind()) {
      case BOOLEAN -> (i, j) -> Boolean.compare(left.getBoolean(i), right.getBoolean(j));
      case TINYINT -> (i, j) -> Byte.compare(left.getByte(i), right.getByte(j));
      case SMALLINT -> (i, j) -> Short.compare(left.getShort(i), right.getShort(j));
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH ->
          (i, j) -> Integer.compare(left.getInt(i), right.getInt(j));
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME ->
          (i, j) -> Long.compare(left.getLong(i), right.getLong(j));
      case FLOAT -> (i, j) -> compareDoubles(left.getFloat(i), right.getFloat(j));
      case DOUBLE -> (i, j) -> compareDoubles(left.getDouble(i), right.getDouble(j));
      case DECIMAL ->
          (i, j) ->
              compareDecimal(
                  left.getDecimalLow(i),
                  left.getDecimalHigh(i),
                  right.getDecimalLow(j),
                  right.getDecimalHigh(j));
      case CHAR, VARCHAR, BINARY, VARBINARY ->
          (i, j) ->
              Memory.compare(
                  left.getAddress(i), left.getLength(i), right.getAddress(j), right.getLength(j));
      case ROW -> rows(type, left, right);
      case ARRAY -> arrays(type, left, right);
      case MAP, MULTISET -> maps(type, left, right);
      case NULL -> (i, j) -> 0;
    };
  }

  /** Compares doubles with -0.0 equal to 0.0 and NaN above all. */
  static int compareDoubles(double left, double right) {
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    return left == right ? 0 : Boolean.compare(left != left, right != right);
  }

  /** Compares 128-bit numbers. */
  static int compareDecimal(long leftLow, long leftHigh, long rightLow, long rightHigh) {
    return leftHigh != rightHigh
        ? Long.compare(leftHigh, rightHigh)
        : Long.compareUnsigned(leftLow, rightLow);
  }

  private static ValueOrder rows(LogicalType type, Column left, Column right) {
    List<ValueOrder> orders = new ArrayList<>();
    for (int f = 0; f < type.fields().size(); f++) {
      orders.add(of(type.fields().get(f).type(), left.child(f), right.child(f)));
    }
    return (i, j) -> {
      for (ValueOrder order : orders) {
        int difference = order.compare(i, j);
        if (difference != 0) {
          return difference;
        }
      }
      return 0;
    };
  }

  private static ValueOrder arrays(LogicalType type, Column left, Column right) {
    ValueOrder elements = of(type.fields().get(0).type(), left.child(0), right.child(0));
    return (i, j) -> {
      int leftEnd = left.getEnd(i);
      int rightEnd = right.getEnd(j);
      int a = left.getStart(i);
      int b = right.getStart(j);
      for (; a < leftEnd && b < rightEnd; a++, b++) {
        int difference = elements.compare(a, b);
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(left.getLength(i), right.getLength(j));
    };
  }

  private static ValueOrder maps(LogicalType type, Column left, Column right) {
    Field keyField = type.fields().get(0);
    LogicalType valueType =
        type.kind() == TypeKind.MAP ? type.fields().get(1).type() : LogicalType.int32();
    Column leftKeys = left.child(0).child(0);
    Column rightKeys = right.child(0).child(0);
    ValueOrder keys = of(keyField.type(), leftKeys, rightKeys);
    ValueOrder values = of(valueType, left.child(0).child(1), right.child(0).child(1));
    ValueOrder amongLeft = of(keyField.type(), leftKeys, leftKeys);
    ValueOrder amongRight = of(keyField.type(), rightKeys, rightKeys);
    return (i, j) -> {
      int[] a = sorted(left, i, amongLeft);
      int[] b = sorted(right, j, amongRight);
      for (int e = 0; e < Math.min(a.length, b.length); e++) {
        int difference = keys.compare(a[e], b[e]);
        if (difference == 0) {
          difference = values.compare(a[e], b[e]);
        }
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(a.length, b.length);
    };
  }

  private static int[] sorted(Column maps, int row, ValueOrder keys) {
    return IntStream.range(maps.getStart(row), maps.getEnd(row))
        .boxed()
        .sorted(keys::compare)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
