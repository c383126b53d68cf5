package io.weir.runtime.operator.window;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import java.util.Arrays;

/**
 * Rows of a batch, each under a time (the end of a slice or window), to be visited time by time.
 * Most batches hold one time only, which costs nothing.
 */
public final class RowsByTime {
  private static final int LEAST_SLOTS = 16;

  private long[] timeOfRow = new long[Batch.MAX_ROWS];
  private int[] rows = new int[Batch.MAX_ROWS];
  private int count;
  private boolean isOneTime;

  private long[] times = new long[LEAST_SLOTS];
  private int[] starts = new int[LEAST_SLOTS + 1];
  private int timeCount;
  private int[] slots = new int[2 * LEAST_SLOTS];
  private int[] timeIndex = new int[0];

  /** Forgets the rows. */
  public void clear() {
    count = 0;
    timeCount = 0;
    isOneTime = true;
  }

  /** Adds a row; rows come in ascending order under each time. */
  public void add(long time, int row) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
      timeOfRow = Arrays.copyOf(timeOfRow, 2 * count);
    }
    isOneTime &= count == 0 || time == timeOfRow[0];
    timeOfRow[count] = time;
    rows[count++] = row;
  }

  /** Ends the adding: from now on rows are visited. */
  public void group() {
    if (count == 0) {
      return;
    }
    if (isOneTime) {
      times[0] = timeOfRow[0];
      starts[0] = 0;
      starts[1] = count;
      timeCount = 1;
      return;
    }
    numberTimes();
    sortRows();
  }

  private void numberTimes() {
    Arrays.fill(slots, 0);
    if (timeIndex.length < count) {
      timeIndex = new int[rows.length];
    }
    for (int i = 0; i < count; i++) {
      if (i > 0 && timeOfRow[i] == timeOfRow[i - 1]) {
        timeIndex[i] = timeIndex[i - 1];
      } else {
        timeIndex[i] = indexOf(timeOfRow[i]);
      }
    }
  }

  private int indexOf(long time) {
    int mask = slots.length - 1;
    int slot = hash(time) & mask;
    while (slots[slot] != 0) {
      if (times[slots[slot] - 1] == time) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    if (timeCount == times.length) {
      grow();
      return indexOf(time);
    }
    times[timeCount] = time;
    slots[slot] = ++timeCount;
    return timeCount - 1;
  }

  private void grow() {
    times = Arrays.copyOf(times, 2 * times.length);
    starts = new int[times.length + 1];
    slots = new int[2 * times.length];
    for (int t = 0; t < timeCount; t++) {
      int slot = hash(times[t]) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = t + 1;
    }
  }

  private static int hash(long time) {
    long mixed = time * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40);
  }

  private void sortRows() {
    Arrays.fill(starts, 0, timeCount + 1, 0);
    for (int i = 0; i < count; i++) {
      starts[timeIndex[i] + 1]++;
    }
    for (int t = 0; t < timeCount; t++) {
      starts[t + 1] += starts[t];
    }
    int[] next = Arrays.copyOf(starts, timeCount);
    int[] sorted = new int[rows.length];
    for (int i = 0; i < count; i++) {
      sorted[next[timeIndex[i]]++] = rows[i];
    }
    rows = sorted;
  }

  /** The number of different times. */
  public int times() {
    return timeCount;
  }

  /** The time with number {@code t}. */
  public long time(int t) {
    return times[t];
  }

  /** The rows under the time with number {@code t}, as a view of {@code batch}. */
  public Batch view(int t, Batch batch) {
    int size = starts[t + 1] - starts[t];
    Selection selection =
        size == batch.size() && timeCount == 1
            ? batch.selection()
            : Selection.of(Arrays.copyOfRange(rows, starts[t], starts[t + 1]), size);
    return new Batch(
        batch.schema(), batch.vectors(), batch.rowCount(), selection, batch.rowKinds(), null);
  }
}
