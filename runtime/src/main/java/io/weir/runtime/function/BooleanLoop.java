package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Bits;
import io.weir.runtime.vector.Column;

/** Writes BOOLEAN results 64 rows at a time. */
final class BooleanLoop {
  private BooleanLoop() {}

  /** The results of a run of rows. */
  interface Words {
    /**
     * The results of the rows {@code base .. base + count - 1}, the first in the lowest bit; bits
     * beyond do not matter.
     */
    long get(int base, int count);
  }

  /**
   * Computes the bits of {@code rows}; with {@code canComputeAll} perhaps those of rows in between
   * too.
   */
  static void run(Selection rows, Result result, boolean canComputeAll, Words words) {
    Column column = result.column();
    int count = rows.count();
    int first = rows.row(0);
    int last = rows.row(count - 1);
    boolean inWords = canComputeAll && (rows.isDense() || count * 4 >= last - first);
    if (inWords || rows.isDense() && (first & 7) == 0) {
      int from = canComputeAll ? first & ~63 : first;
      int end = canComputeAll ? result.rowCount() : last + 1;
      for (int base = from; base <= last; base += 64) {
        int bits = Math.min(64, end - base);
        Bits.put(column.dataAddress(), base, bits, words.get(base, bits));
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int row = rows.row(i);
      column.putBoolean(row, (words.get(row, 1) & 1) != 0);
    }
  }

  /** The values of a BOOLEAN operand; garbage where it is NULL. */
  static long data(Operand operand, int base, int count) {
    Column column = operand.column();
    if (column.isAlwaysNull()) {
      return 0;
    }
    if (operand.isConstant()) {
      return column.getBoolean(0) ? -1 : 0;
    }
    return Bits.get(column.dataAddress(), base, count);
  }

  /** A bit for each row whose value is not NULL. */
  static long validity(Operand operand, int base, int count) {
    Column column = operand.column();
    if (!column.hasNulls()) {
      return -1;
    }
    if (operand.isConstant() || column.isAlwaysNull()) {
      return column.isNull(0) ? 0 : -1;
    }
    return Bits.get(column.validityAddress(), base, count);
  }
}
