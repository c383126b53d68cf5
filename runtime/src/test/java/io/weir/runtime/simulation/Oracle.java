package io.weir.runtime.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a query over a {@link SimulatedInput} should have published, computed row by row. */
final class Oracle {
  private Oracle() {}

  /**
   * What a windowed count should say.
   *
   * @param rows (window end, key, count, sum), sorted
   * @param lateRows rows that belong to no window
   */
  record Expected(List<List<Long>> rows, long lateRows) {}

  /** Counts and sums by key and tumbling window. */
  static Expected windowCount(List<SimulatedInput> inputs, long sizeMillis) {
    Map<List<Long>, long[]> groups = new TreeMap<>(Oracle::compare);
    long late = 0;
    for (SimulatedInput input : inputs) {
      for (SimulatedInput.SplitRows split : input.splits()) {
        long watermark = Long.MIN_VALUE;
        for (SimulatedInput.Row row : split.rows()) {
          long time = row.timeMillis();
          long end = time - Math.floorMod(time, sizeMillis) + sizeMillis;
          if (end <= watermark) {
            late++;
          } else {
            long[] sums = groups.computeIfAbsent(List.of(end, row.key()), k -> new long[2]);
            sums[0]++;
            sums[1] += row.value();
          }
          watermark = Math.max(watermark, time - SimulatedInput.WATERMARK_DELAY_MILLIS);
        }
      }
    }
    List<List<Long>> rows = new ArrayList<>();
    groups.forEach((key, sums) -> rows.add(List.of(key.get(0), key.get(1), sums[0], sums[1])));
    return new Expected(rows, late);
  }

  /** Orders rows of equal width. */
  static int compare(List<Long> a, List<Long> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Long.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
