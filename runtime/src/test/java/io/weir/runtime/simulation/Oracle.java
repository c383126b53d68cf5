package io.weir.runtime.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a query over a {@link SimulatedInput} should say, computed row by row. */
final class Oracle {
  static final Comparator<List<Long>> ORDER = Oracle::compare;

  /** Stands for NULL, which is low. */
  static final Long NULL = Long.MIN_VALUE;

  private Oracle() {}

  /**
   * A result.
   *
   * @param rows sorted by {@link #ORDER}
   * @param lateRows input rows that belong to no window any more
   */
  record Expected(List<List<Long>> rows, long lateRows) {}

  /** (key, count, sum, window end): windows of one size, a new one every slide. */
  static Expected windows(List<SimulatedInput> inputs, long sizeMillis, long slideMillis) {
    Map<List<Long>, long[]> groups = new TreeMap<>(ORDER);
    long late = 0;
    for (SimulatedInput input : inputs) {
      for (SimulatedInput.SplitRows split : input.splits()) {
        long watermark = Long.MIN_VALUE;
        for (SimulatedInput.Row row : split.rows()) {
          long time = row.timeMillis();
          boolean isLate = true;
          long end = time - Math.floorMod(time, slideMillis) + slideMillis;
          for (; end - sizeMillis <= time; end += slideMillis) {
            if (end > watermark) {
              add(groups, List.of(row.key(), end), row.value());
              isLate = false;
            }
          }
          late += isLate ? 1 : 0;
          watermark = Math.max(watermark, time - SimulatedInput.WATERMARK_DELAY_MILLIS);
        }
      }
    }
    List<List<Long>> rows = new ArrayList<>();
    groups.forEach((key, sums) -> rows.add(List.of(key.get(0), sums[0], sums[1], key.get(1))));
    return sorted(rows, late);
  }

  /** (key, count, sum) of all rows. */
  static Expected groups(List<SimulatedInput> inputs) {
    Map<List<Long>, long[]> groups = new TreeMap<>(ORDER);
    for (SimulatedInput.Row row : rows(inputs)) {
      add(groups, List.of(row.key()), row.value());
    }
    return grouped(groups, 0);
  }

  /** (count) of all rows, one row also if there are none. */
  static Expected countAll(List<SimulatedInput> inputs) {
    return new Expected(List.of(List.of((long) rows(inputs).size())), 0);
  }

  /** (count of a window, number of such windows, sum of their sums). */
  static Expected regrouped(Expected windows) {
    Map<List<Long>, long[]> groups = new TreeMap<>(ORDER);
    for (List<Long> window : windows.rows) {
      add(groups, List.of(window.get(1)), window.get(2));
    }
    return grouped(groups, windows.lateRows);
  }

  static List<SimulatedInput.Row> rows(List<SimulatedInput> inputs) {
    List<SimulatedInput.Row> rows = new ArrayList<>();
    for (SimulatedInput input : inputs) {
      input.splits().forEach(split -> rows.addAll(split.rows()));
    }
    return rows;
  }

  /** A row with all columns of the source. */
  static List<Long> columns(SimulatedInput.Row row) {
    long time = row.timeMillis();
    return List.of(time, row.key(), row.value(), time - SimulatedInput.WATERMARK_DELAY_MILLIS);
  }

  private static void add(Map<List<Long>, long[]> groups, List<Long> key, long value) {
    long[] sums = groups.computeIfAbsent(key, k -> new long[2]);
    sums[0]++;
    sums[1] += value;
  }

  private static Expected grouped(Map<List<Long>, long[]> groups, long late) {
    List<List<Long>> rows = new ArrayList<>();
    groups.forEach((key, sums) -> rows.add(List.of(key.get(0), sums[0], sums[1])));
    return sorted(rows, late);
  }

  static Expected sorted(List<List<Long>> rows, long late) {
    rows.sort(ORDER);
    return new Expected(List.copyOf(rows), late);
  }

  private static int compare(List<Long> a, List<Long> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Long.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
