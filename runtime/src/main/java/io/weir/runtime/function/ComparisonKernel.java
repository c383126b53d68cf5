package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.NarrowDecimals;
import io.weir.runtime.vector.ValueOrder;
import java.math.BigDecimal;

/**
 * Compares values of two types with the same physical form, or two DECIMALs of any scales. Which
 * outcomes are TRUE is a mask of three bits, so that one loop a type serves all six operators.
 */
final class ComparisonKernel implements Kernel {
  /** The outcomes, as bits of a mask. */
  static final int LESS = 1;

  static final int EQUAL = 2;
  static final int GREATER = 4;

  private final int accepted;
  private final LogicalType leftType;
  private final LogicalType rightType;

  ComparisonKernel(int accepted, LogicalType leftType, LogicalType rightType) {
    this.accepted = accepted;
    this.leftType = leftType;
    this.rightType = rightType;
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    boolean fixed = !leftType.kind().isVariableWidth() && !leftType.kind().isNested();
    BooleanLoop.run(rows, result, fixed, words(inputs[0], inputs[1], rows));
  }

  private BooleanLoop.Words words(Operand left, Operand right, Selection rows) {
    Column a = left.column();
    Column b = right.column();
    int m = left.mask();
    int n = right.mask();
    return switch (leftType.kind()) {
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> (base, count) -> ints(a, m, b, n, base, count);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME ->
          (base, count) -> longs(a, m, b, n, base, count);
      case DOUBLE -> (base, count) -> doubles(a, m, b, n, base, count);
      case CHAR, VARCHAR, BINARY, VARBINARY ->
          isEquality()
              ? (base, count) -> equalStrings(a, m, b, n, base, count)
              : (base, count) -> strings(a, m, b, n, base, count);
      case DECIMAL -> decimals(a, m, b, n);
      default -> {
        ValueOrder order = ValueOrder.ofNonNull(leftType, a, b);
        boolean skipsNulls = a.hasNulls() || b.hasNulls();
        yield (base, count) -> {
          long word = 0;
          for (int k = 0; k < count; k++) {
            int row = base + k;
            if (!skipsNulls || !a.isNull(row & m) && !b.isNull(row & n)) {
              word |= bit(order.compare(row & m, row & n)) << k;
            }
          }
          return word;
        };
      }
    };
  }

  private boolean isEquality() {
    return accepted == EQUAL || accepted == (LESS | GREATER);
  }

  private long bit(int difference) {
    int outcome = difference < 0 ? 0 : difference == 0 ? 1 : 2;
    return (accepted >>> outcome) & 1;
  }

  private long ints(Column a, int m, Column b, int n, int base, int count) {
    long word = 0;
    for (int k = 0; k < count; k++) {
      int x = a.getInt((base + k) & m);
      int y = b.getInt((base + k) & n);
      int outcome = (x >= y ? 1 : 0) + (x > y ? 1 : 0);
      word |= (long) ((accepted >>> outcome) & 1) << k;
    }
    return word;
  }

  private long longs(Column a, int m, Column b, int n, int base, int count) {
    long word = 0;
    for (int k = 0; k < count; k++) {
      long x = a.getLong((base + k) & m);
      long y = b.getLong((base + k) & n);
      int outcome = (x >= y ? 1 : 0) + (x > y ? 1 : 0);
      word |= (long) ((accepted >>> outcome) & 1) << k;
    }
    return word;
  }

  private long doubles(Column a, int m, Column b, int n, int base, int count) {
    long word = 0;
    for (int k = 0; k < count; k++) {
      double x = a.getDouble((base + k) & m);
      double y = b.getDouble((base + k) & n);
      int outcome = x < y ? 0 : x == y ? 1 : x > y ? 2 : 1 + nanOrder(x, y);
      word |= (long) ((accepted >>> outcome) & 1) << k;
    }
    return word;
  }

  /** One of the two is NaN. */
  private static int nanOrder(double x, double y) {
    return Boolean.compare(x != x, y != y);
  }

  private long equalStrings(Column a, int m, Column b, int n, int base, int count) {
    boolean wanted = accepted == EQUAL;
    long word = 0;
    for (int k = 0; k < count; k++) {
      int i = (base + k) & m;
      int j = (base + k) & n;
      int length = a.getLength(i);
      boolean equal =
          length == b.getLength(j) && Memory.equals(a.getAddress(i), b.getAddress(j), length);
      word |= (equal == wanted ? 1L : 0L) << k;
    }
    return word;
  }

  private long strings(Column a, int m, Column b, int n, int base, int count) {
    long word = 0;
    for (int k = 0; k < count; k++) {
      int i = (base + k) & m;
      int j = (base + k) & n;
      int difference =
          Memory.compare(a.getAddress(i), a.getLength(i), b.getAddress(j), b.getLength(j));
      word |= bit(difference) << k;
    }
    return word;
  }

  private BooleanLoop.Words decimals(Column a, int m, Column b, int n) {
    int leftScale = leftType.scale();
    int rightScale = rightType.scale();
    int scale = Math.max(leftScale, rightScale);
    boolean isNarrow =
        leftType.precision() + scale - leftScale <= 18
            && rightType.precision() + scale - rightScale <= 18;
    if (isNarrow) {
      long leftFactor = Decimals.powerOfTen(scale - leftScale).longValue();
      long rightFactor = Decimals.powerOfTen(scale - rightScale).longValue();
      return (base, count) -> {
        long word = 0;
        for (int k = 0; k < count; k++) {
          long x = a.getDecimalLow((base + k) & m) * leftFactor;
          long y = b.getDecimalLow((base + k) & n) * rightFactor;
          int outcome = (x >= y ? 1 : 0) + (x > y ? 1 : 0);
          word |= (long) ((accepted >>> outcome) & 1) << k;
        }
        return word;
      };
    }
    return (base, count) -> {
      long word = 0;
      for (int k = 0; k < count; k++) {
        int i = (base + k) & m;
        int j = (base + k) & n;
        int difference;
        if (leftScale == rightScale) {
          difference =
              ValueOrder.compareDecimal(
                  a.getDecimalLow(i), a.getDecimalHigh(i), b.getDecimalLow(j), b.getDecimalHigh(j));
        } else {
          difference = compareScaled(a, i, b, j);
        }
        word |= bit(difference) << k;
      }
      return word;
    };
  }

  /** Compares DECIMALs of different scales. */
  private int compareScaled(Column a, int i, Column b, int j) {
    int up = leftType.scale() - rightType.scale();
    long x = a.getDecimalLow(i);
    long y = b.getDecimalLow(j);
    if (Math.abs(up) <= NarrowDecimals.MAX_EXPONENT
        && NarrowDecimals.isNarrow(x, a.getDecimalHigh(i))
        && NarrowDecimals.isNarrow(y, b.getDecimalHigh(j))) {
      long factor = NarrowDecimals.powerOfTen(Math.abs(up));
      if (up > 0 && NarrowDecimals.canMultiply(y, factor)) {
        return Long.compare(x, y * factor);
      }
      if (up < 0 && NarrowDecimals.canMultiply(x, factor)) {
        return Long.compare(x * factor, y);
      }
    }
    BigDecimal left = Decimals.read(a, i, leftType.scale());
    return left.compareTo(Decimals.read(b, j, rightType.scale()));
  }
}
