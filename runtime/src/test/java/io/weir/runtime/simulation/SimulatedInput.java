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
   * @param isLater whether it appears only when the job runs
   */
  record SplitRows(List<Row> rows, int pauseAt, boolean isLater) {
    SplitRows(List<Row> rows, int pauseAt) {
      this(rows, pauseAt, false);
    }
  }

  static SimulatedInput random(SplittableRandom random) {
    return random(random, false, true);
  }

  /**
   * @param isOrdered whether no row is late
   * @param mayPause whether a split may pause
   */
  static SimulatedInput random(SplittableRandom random, boolean isOrdered, boolean mayPause) {
    int splitCount = 1 + random.nextInt(4);
    int keyCount = 1 + random.nextInt(8);
    int mostRows = mayPause ? 60 : 25;
    List<SplitRows> splits = new ArrayList<>();
    for (int i = 0; i < splitCount; i++) {
      splits.add(new SplitRows(rows(random, random.nextInt(mostRows), keyCount, 0, isOrdered), -1));
    }
    if (mayPause && random.nextInt(4) == 0) {
      addPause(random, splits, keyCount, isOrdered);
    }
    return new SimulatedInput(List.copyOf(splits));
  }

  /** Rows of which no two have the same key and time, and none is late. */
  static SimulatedInput versions(SplittableRandom random) {
    int splitCount = 1 + random.nextInt(3);
    List<SplitRows> splits = new ArrayList<>();
    for (int i = 0; i < splitCount; i++) {
      List<Row> rows = new ArrayList<>();
      long time = 0;
      for (int count = random.nextInt(25); count > 0; count--) {
        time += 1 + random.nextInt(5);
        rows.add(new Row(time, i + splitCount * random.nextInt(3), random.nextInt(100)));
      }
      splits.add(new SplitRows(rows, -1));
    }
    return new SimulatedInput(List.copyOf(splits));
  }

  /** The same and a split that appears only when the job runs, with rows above all others. */
  SimulatedInput withLaterSplit(SplittableRandom random, boolean isOrdered) {
    List<SplitRows> more = new ArrayList<>(splits);
    int count = 1 + random.nextInt(20);
    more.add(new SplitRows(rows(random, count, 8, largest() + 20, isOrdered), -1, true));
    return new SimulatedInput(List.copyOf(more));
  }

  private long largest() {
    return splits.stream()
        .flatMap(split -> split.rows().stream())
        .mapToLong(Row::timeMillis)
        .max()
        .orElse(0);
  }

  boolean hasPause() {
    return splits.stream().anyMatch(split -> split.pauseAt() >= 0);
  }

  private static void addPause(
      SplittableRandom random, List<SplitRows> splits, int keyCount, boolean isOrdered) {
    long largest = new SimulatedInput(splits).largest();
    int paused = random.nextInt(splits.size());
    List<Row> rows = new ArrayList<>(splits.get(paused).rows);
    int pauseAt = rows.size();
    rows.addAll(rows(random, 1 + random.nextInt(20), keyCount, largest + 20, isOrdered));
    splits.set(paused, new SplitRows(List.copyOf(rows), pauseAt));
  }

  private static List<Row> rows(
      SplittableRandom random, int count, int keyCount, long startMillis, boolean isOrdered) {
    List<Row> rows = new ArrayList<>();
    long time = startMillis;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(5);
      boolean isBehind = random.nextInt(6) == 0 && !isOrdered;
      long rowtime = isBehind ? Math.max(startMillis, time - random.nextInt(40)) : time;
      rows.add(new Row(rowtime, random.nextInt(keyCount), random.nextInt(100)));
    }
    return rows;
  }
}
