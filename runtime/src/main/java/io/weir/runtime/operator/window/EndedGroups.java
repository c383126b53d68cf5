package io.weir.runtime.operator.window;

import java.util.Arrays;

/** Groups whose sessions have ended, in the order of the ends, taken one after the other. */
final class EndedGroups {
  /** Positions take the low bits of what is sorted, ends those above. */
  private static final int POSITION_BITS = 20;

  private static final long MOST_MILLIS = Long.MAX_VALUE >> POSITION_BITS;

  private long[] ends = new long[64];
  private long[] rows = new long[64];
  private long[] keys = new long[64];
  private long[] order = new long[0];
  private int count;
  private int taken;

  /** Whether all have been taken. */
  boolean isEmpty() {
    return taken == count;
  }

  /** Whether no more can be added before all have been taken. */
  boolean isFull() {
    return count == 1 << POSITION_BITS;
  }

  /** How many there were, with those that have been taken. */
  int count() {
    return count;
  }

  void clear() {
    count = 0;
    taken = 0;
  }

  /**
   * Adds a group.
   *
   * @param row where its row lies
   * @param key where its key lies
   */
  void add(long end, long row, long key) {
    if (isEmpty()) {
      clear();
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      rows = Arrays.copyOf(rows, 2 * count);
      keys = Arrays.copyOf(keys, 2 * count);
    }
    ends[count] = end;
    rows[count] = row;
    keys[count++] = key;
  }

  /**
   * Brings what was added in order; ends that lie more than 278 years behind the first count alike.
   */
  void sort() {
    if (order.length < count) {
      order = new long[ends.length];
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, ends[i]);
    }
    for (int i = 0; i < count; i++) {
      order[i] = Math.min(ends[i] - least, MOST_MILLIS) << POSITION_BITS | i;
    }
    Arrays.sort(order, 0, count);
  }

  private int position() {
    return (int) (order[taken] & (1 << POSITION_BITS) - 1);
  }

  long end() {
    return ends[position()];
  }

  long row() {
    return rows[position()];
  }

  long key() {
    return keys[position()];
  }

  void next() {
    taken++;
  }
}
