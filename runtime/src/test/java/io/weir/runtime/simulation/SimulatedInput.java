package io.weir.runtime.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The rows of a run, by split, and where a split pauses for longer than the idle time-out. What
 * comes after such a pause lies above every row of the other splits, so that idleness cannot make a
 * row late and results stay a function of the data.
 */
record SimulatedInput(List<SplitRows> splits) {
  static final long WATERMARK_DELAY_MILLIS = 3;

  /**
   * One row.
   *
   * @param timeMillis its rowtime
   */
  record Row(long timeMillis, long key, long value) {}

  /**
   * One split.
   *
   * @param rows in order
   * @param pauseAt before which row it pauses; -1 for nowhere
   */
  record SplitRows(List<Row> rows, int pauseAt) {}

  static SimulatedInput random(SplittableRandom random) {
    int splitCount = 1 + random.nextInt(4);
    int keyCount = 1 + random.nextInt(8);
    List<SplitRows> splits = new ArrayList<>();
    for (int i = 0; i < splitCount; i++) {
      splits.add(new SplitRows(rows(random, random.nextInt(60), keyCount, 0), -1));
    }
    if (random.nextInt(4) == 0) {
      addPause(random, splits, keyCount);
    }
    return new SimulatedInput(List.copyOf(splits));
  }

  private static void addPause(SplittableRandom random, List<SplitRows> splits, int keyCount) {
    long largest = 0;
    for (SplitRows split : splits) {
      for (Row row : split.rows) {
        largest = Math.max(largest, row.timeMillis);
      }
    }
    int paused = random.nextInt(splits.size());
    List<Row> rows = new ArrayList<>(splits.get(paused).rows);
    int pauseAt = rows.size();
    rows.addAll(rows(random, 1 + random.nextInt(20), keyCount, largest + 20));
    splits.set(paused, new SplitRows(List.copyOf(rows), pauseAt));
  }

  private static List<Row> rows(
      SplittableRandom random, int count, int keyCount, long startMillis) {
    List<Row> rows = new ArrayList<>();
    long time = startMillis;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(5);
      boolean isBehind = random.nextInt(6) == 0;
      long rowtime = isBehind ? Math.max(startMillis, time - random.nextInt(40)) : time;
      rows.add(new Row(rowtime, random.nextInt(keyCount), random.nextInt(100)));
    }
    return rows;
  }
}
