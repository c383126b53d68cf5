package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Bits;
import io.weir.runtime.vector.Column;

/** The NULLs of strict functions. */
final class Nulls {
  private Nulls() {}

  /**
   * Makes {@code result} NULL wherever an operand is, without looking at which rows are live.
   *
   * @return whether there can be any
   */
  static boolean mark(Operand[] operands, int rowCount, Result result) {
    boolean any = false;
    for (Operand operand : operands) {
      Column column = operand.column();
      if (!column.hasNulls()) {
        continue;
      }
      any = true;
      if (operand.isConstant() || column.validityAddress() == 0) {
        if (column.isNull(0)) {
          result.setAllNull();
          return true;
        }
      } else {
        and(column.validityAddress(), result.column().validityAddress(), rowCount);
      }
    }
    return any;
  }

  private static void and(long from, long to, int bits) {
    for (int base = 0; base < bits; base += 64) {
      int count = Math.min(64, bits - base);
      Bits.put(to, base, count, Bits.get(from, base, count) & Bits.get(to, base, count));
    }
  }

  /** The rows that are not NULL in {@code column}. */
  static Selection without(Column column, Selection rows) {
    int[] kept = new int[rows.count()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      int row = rows.row(i);
      kept[count] = row;
      count += column.isNull(row) ? 0 : 1;
    }
    return count == kept.length ? rows : Selection.of(kept, count);
  }
}
