package io.weir.runtime.operator.join;

import io.weir.runtime.stream.Batch;
import java.util.Arrays;

/** Pairs of a changed row and a row of the other side. */
final class Matches {
  private final Changes changes;

  /** The change of each pair, by its position. */
  int[] owns = new int[Batch.MAX_ROWS];

  /** The number of the other side's row. */
  int[] others = new int[Batch.MAX_ROWS];

  int count;

  Matches(Changes changes) {
    this.changes = changes;
  }

  void add(int own, int other) {
    if (count == owns.length) {
      owns = Arrays.copyOf(owns, count * 2);
      others = Arrays.copyOf(others, count * 2);
    }
    owns[count] = own;
    others[count++] = other;
  }

  int batchRow(int i) {
    return changes.batchRows[owns[i]];
  }

  void move(int from, int to) {
    owns[to] = owns[from];
    others[to] = others[from];
  }

  /** Forgets all pairs, and what memory a large number of them took. */
  void clear() {
    count = 0;
    if (owns.length > 64 * Batch.MAX_ROWS) {
      owns = new int[Batch.MAX_ROWS];
      others = new int[Batch.MAX_ROWS];
    }
  }
}
