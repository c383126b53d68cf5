package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.Memory;

/** Puts the values of rows together as entries of a multiset, in order and each value once. */
final class MultisetChanges implements AutoCloseable {
  private final Scratch rows = new Scratch();
  private final Scratch changes = new Scratch();
  private long[] entries = new long[0];
  private long[] sorted = new long[0];

  /**
   * Collects the rows of one group: those from {@code start} on and before {@code end} in {@code
   * order}. Returns where the entries end.
   */
  long collect(MultisetValues values, Fold fold, GroupOrder order, int start, int end) {
    int count = end - start;
    if (entries.length < count) {
      entries = new long[Math.max(count, fold.rows.length)];
      sorted = new long[entries.length];
    }
    long most = 0;
    for (int p = start; p < end; p++) {
      most += MultisetEntry.bytes(values.length(fold.rows[order.position(p)]));
    }
    long at = rows.reserve(most, 0);
    for (int p = start; p < end; p++) {
      int row = fold.rows[order.position(p)];
      entries[p - start] = at;
      long valueEnd = values.write(row, MultisetEntry.value(at));
      int sign = fold.kinds == null ? 1 : Fold.sign(fold.kinds[row]);
      at = MultisetEntry.finish(at, valueEnd, sign * values.weight(row));
    }
    sort(0, count);
    return unite(count, changes.reserve(most, 0));
  }

  private long unite(int count, long target) {
    long to = target;
    long last = 0;
    for (int i = 0; i < count; i++) {
      if (last != 0 && MultisetEntry.compare(last, entries[i]) == 0) {
        MultisetEntry.addCount(last, MultisetEntry.count(entries[i]));
      } else {
        last = to;
        to = MultisetEntry.copy(entries[i], to);
      }
    }
    return to;
  }

  private void sort(int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    if (MultisetEntry.compare(entries[middle - 1], entries[middle]) <= 0) {
      return;
    }
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right == to
              || (left < middle && MultisetEntry.compare(entries[left], entries[right]) <= 0);
      sorted[i] = takeLeft ? entries[left++] : entries[right++];
    }
    System.arraycopy(sorted, from, entries, from, to - from);
  }

  /** Where the collected entries start. */
  long start() {
    return changes.reserve(0, 0);
  }

  /** A copy of entries that are in order already, in the place of collected ones. */
  long copy(long from, int length) {
    long copy = changes.reserve(length, 0);
    Memory.copy(from, copy, length);
    return copy;
  }

  @Override
  public void close() {
    rows.close();
    changes.close();
  }
}
