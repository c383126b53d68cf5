package io.weir.runtime.expression;

import io.weir.runtime.function.Operand;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Bits;
import io.weir.runtime.vector.Column;

/** Selections from BOOLEAN values. */
final class Truth {
  private static final Selection NONE = Selection.all(0);

  private Truth() {}

  /** The rows where {@code condition} is TRUE. */
  static Selection select(Operand condition, Selection rows) {
    return split(condition, rows, true);
  }

  /** The rows where {@code condition} is FALSE or NULL. */
  static Selection reject(Operand condition, Selection rows) {
    return split(condition, rows, false);
  }

  private static Selection split(Operand condition, Selection rows, boolean wanted) {
    Column column = condition.column();
    if (column.dataAddress() == 0) {
      return wanted ? NONE : rows;
    }
    if (condition.isConstant()) {
      boolean isTrue = !column.isNull(0) && column.getBoolean(0);
      return isTrue == wanted ? rows : NONE;
    }
    return rows.isDense() ? dense(column, rows, wanted) : sparse(column, rows, wanted);
  }

  private static Selection dense(Column column, Selection rows, boolean wanted) {
    int[] selected = new int[rows.count()];
    int count = 0;
    long validity = column.validityAddress();
    int end = rows.start() + rows.count();
    for (int base = rows.start(); base < end; base += 64) {
      int bits = Math.min(64, end - base);
      long word = Bits.get(column.dataAddress(), base, bits);
      if (validity != 0) {
        word &= Bits.get(validity, base, bits);
      }
      if (!wanted) {
        word = ~word & (-1L >>> (64 - bits));
      }
      while (word != 0) {
        selected[count++] = base + Long.numberOfTrailingZeros(word);
        word &= word - 1;
      }
    }
    return of(selected, count, rows);
  }

  private static Selection sparse(Column column, Selection rows, boolean wanted) {
    int[] selected = new int[rows.count()];
    int count = 0;
    int[] candidates = rows.rows();
    boolean mayBeNull = column.hasNulls();
    for (int i = rows.start(); i < rows.start() + rows.count(); i++) {
      int row = candidates[i];
      boolean isTrue = column.getBoolean(row) && !(mayBeNull && column.isNull(row));
      selected[count] = row;
      count += isTrue == wanted ? 1 : 0;
    }
    return of(selected, count, rows);
  }

  private static Selection of(int[] selected, int count, Selection rows) {
    return count == rows.count() ? rows : Selection.of(selected, count);
  }
}
