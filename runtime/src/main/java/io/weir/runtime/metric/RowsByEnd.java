package io.weir.runtime.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Counts the rows that have come for each window, since the operator was made. What is told for the
 * same window again and again costs next to nothing.
 */
public final class RowsByEnd {
  private long[] ends = new long[8];
  private long[] rows = new long[8];
  private int count;
  private long lastEnd;
  private long lastRows;

  /** So many rows have come for the window that ends at {@code end}; fewer left, if negative. */
  public void add(long end, long more) {
    if (end != lastEnd) {
      settle();
      lastEnd = end;
    }
    lastRows += more;
  }

  private void settle() {
    if (lastRows != 0) {
      put(lastEnd, lastRows);
      lastRows = 0;
    }
  }

  private void put(long end, long more) {
    int at = Arrays.binarySearch(ends, 0, count, end);
    if (at < 0) {
      at = -1 - at;
      insert(at, end);
    }
    rows[at] += more;
  }

  private void insert(int at, long end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      rows = Arrays.copyOf(rows, 2 * count);
    }
    System.arraycopy(ends, at, ends, at + 1, count - at);
    System.arraycopy(rows, at, rows, at + 1, count - at);
    ends[at] = end;
    rows[at] = 0;
    count++;
  }

  /**
   * The rows of the windows that are open, of many of those that end first, and forgets the others.
   * Rows of windows that were open before a restore are not counted: such a window may have 0.
   *
   * @param open the ends of the windows that are open, ascending
   * @param instant the instant at which a window ends, by its end
   */
  public List<HeldRows> held(long[] open, LongUnaryOperator instant) {
    settle();
    List<HeldRows> held = new ArrayList<>();
    int kept = 0;
    for (long end : open) {
      int at = Arrays.binarySearch(ends, kept, count, end);
      long known = at < 0 ? 0 : rows[at];
      if (held.size() < HeldRows.MOST_WINDOWS) {
        held.add(new HeldRows(instant.applyAsLong(end), Math.max(0, known)));
      }
      if (at >= 0) {
        ends[kept] = end;
        rows[kept] = known;
        kept++;
      }
    }
    count = kept;
    return held;
  }
}
