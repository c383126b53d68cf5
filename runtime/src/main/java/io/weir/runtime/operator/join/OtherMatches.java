package io.weir.runtime.operator.join;

import io.weir.runtime.state.CountedMultiset;
import java.util.Arrays;

/** Rows of the other side whose count of matches changes in a piece, and what it was before. */
final class OtherMatches {
  private int[] rows = new int[256];
  private long[] before = new long[256];

  /** Whether rows may leave that never came. */
  private final boolean isForgiving;

  private CountedMultiset table;
  private int count;

  OtherMatches(boolean isForgiving) {
    this.isForgiving = isForgiving;
  }

  /** A row gains matches, or loses them. */
  void add(CountedMultiset table, int row, long delta) {
    this.table = table;
    if (table.mark(row) == 0) {
      if (count == rows.length) {
        rows = Arrays.copyOf(rows, count * 2);
        before = Arrays.copyOf(before, count * 2);
      }
      rows[count] = row;
      before[count] = table.matches(row);
      table.setMark(row, ++count);
    }
    long matches = table.matches(row) + delta;
    table.setMatches(row, isForgiving ? Math.max(0, matches) : matches);
  }

  int count() {
    return count;
  }

  int row(int i) {
    return rows[i];
  }

  long before(int i) {
    return before[i];
  }

  /** Forgets all, and clears the marks of rows. */
  void clear() {
    for (int i = 0; i < count; i++) {
      table.setMark(rows[i], 0);
    }
    count = 0;
  }
}
