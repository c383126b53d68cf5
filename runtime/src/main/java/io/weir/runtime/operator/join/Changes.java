package io.weir.runtime.operator.join;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.state.CountedMultiset;
import io.weir.runtime.stream.Batch;
import java.util.Arrays;

/**
 * The different rows of a piece of a batch, each once, with how their counts change: what is added
 * and taken away again in one piece is no change. Those that lose come before those that gain.
 */
final class Changes {
  int count;

  /** The rows' numbers in their table. */
  int[] rows = new int[Batch.MAX_ROWS];

  /** A row of the batch that is equal. */
  int[] batchRows = new int[Batch.MAX_ROWS];

  /** The number of the row's key in the other side's table, or none. */
  int[] otherKeys = new int[Batch.MAX_ROWS];

  /** By how much the count of the row has changed; not zero. */
  long[] deltas = new long[Batch.MAX_ROWS];

  /** How many matches the row has been found to have. */
  long[] matches = new long[Batch.MAX_ROWS];

  /** Whether a row leaves that had been forgotten, or never came. */
  boolean[] wereForgotten = new boolean[Batch.MAX_ROWS];

  private final boolean isForgiving;

  Changes(boolean isForgiving) {
    this.isForgiving = isForgiving;
  }

  void clear(int capacity) {
    count = 0;
    if (rows.length < capacity) {
      rows = new int[capacity];
      batchRows = new int[capacity];
      otherKeys = new int[capacity];
      deltas = new long[capacity];
      matches = new long[capacity];
      wereForgotten = new boolean[capacity];
    }
  }

  /** Adds a change of a row of {@code table}. */
  void add(CountedMultiset table, int row, int batchRow, int otherKey, long delta) {
    int mark = table.mark(row);
    if (mark > 0) {
      deltas[mark - 1] += delta;
      return;
    }
    rows[count] = row;
    batchRows[count] = batchRow;
    otherKeys[count] = otherKey;
    deltas[count] = delta;
    matches[count] = 0;
    wereForgotten[count] = false;
    table.setMark(row, ++count);
  }

  /**
   * Ends the adding: clears marks, forgets rows that do not change, removes those that are gone.
   */
  void settle(CountedMultiset table) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      table.setMark(rows[i], 0);
      if (table.count(rows[i]) < 0) {
        if (!isForgiving) {
          throw UnknownRow.leaves("one side of a join");
        }
        table.forgive(rows[i]);
        wereForgotten[i] = true;
      }
      if (deltas[i] != 0) {
        move(i, kept++);
      } else if (table.count(rows[i]) == 0) {
        table.remove(rows[i]);
      }
    }
    count = kept;
    losersFirst();
  }

  private void losersFirst() {
    int losers = 0;
    while (losers < count && deltas[losers] < 0) {
      losers++;
    }
    boolean isInOrder = true;
    for (int i = losers; i < count; i++) {
      isInOrder &= deltas[i] > 0;
    }
    if (isInOrder) {
      return;
    }
    int[] order = new int[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (deltas[i] < 0) {
        order[next++] = i;
      }
    }
    for (int i = 0; i < count; i++) {
      if (deltas[i] > 0) {
        order[next++] = i;
      }
    }
    rows = ordered(rows, order);
    batchRows = ordered(batchRows, order);
    otherKeys = ordered(otherKeys, order);
    long[] orderedDeltas = new long[deltas.length];
    for (int i = 0; i < count; i++) {
      orderedDeltas[i] = deltas[order[i]];
    }
    deltas = orderedDeltas;
    boolean[] orderedForgotten = new boolean[wereForgotten.length];
    for (int i = 0; i < count; i++) {
      orderedForgotten[i] = wereForgotten[order[i]];
    }
    wereForgotten = orderedForgotten;
    Arrays.fill(matches, 0, count, 0);
  }

  private int[] ordered(int[] values, int[] order) {
    int[] ordered = new int[values.length];
    for (int i = 0; i < count; i++) {
      ordered[i] = values[order[i]];
    }
    return ordered;
  }

  private void move(int from, int to) {
    rows[to] = rows[from];
    batchRows[to] = batchRows[from];
    otherKeys[to] = otherKeys[from];
    deltas[to] = deltas[from];
    wereForgotten[to] = wereForgotten[from];
    matches[to] = 0;
  }
}
