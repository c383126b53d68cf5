package io.weir.runtime.metric;

import java.util.List;
import java.util.TreeMap;

/**
 * Rows that an operator keeps until a window ends.
 *
 * @param endMillis the end of the window, as an instant
 * @param rows how many have come for it since the job was started or restored
 */
public record HeldRows(long endMillis, long rows) {
  /** How many windows are told of: those that end first. */
  public static final int MOST_WINDOWS = 100;

  /** Rows that are kept in several places, by the end of their window, ascending. */
  public static List<HeldRows> together(List<HeldRows> parts) {
    TreeMap<Long, Long> byEnd = new TreeMap<>();
    parts.forEach(held -> byEnd.merge(held.endMillis, held.rows, Long::sum));
    return byEnd.entrySet().stream()
        .limit(MOST_WINDOWS)
        .map(held -> new HeldRows(held.getKey(), held.getValue()))
        .toList();
  }
}
