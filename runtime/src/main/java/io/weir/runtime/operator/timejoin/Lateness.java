package io.weir.runtime.operator.timejoin;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.metric.LateRows;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.operator.window.WindowZone;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.vector.Column;

/**
 * The times of the live rows of a batch, and which of them are late: at or below the watermark that
 * the row's own split had before it, or the one that the join has worked off, which can be larger
 * only where a split was idle. Counts them.
 */
final class Lateness {
  private static final long MILLI_MICROS = 1_000;

  private final OperatorMetrics metrics;
  private long[] times = new long[Batch.MAX_ROWS];
  private boolean[] late = new boolean[Batch.MAX_ROWS];
  private final LateRows lateRows = new LateRows();

  Lateness(OperatorMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Judges a batch.
   *
   * @param column the position of the rowtime
   * @param reached the watermark of the input that has been worked off
   */
  void judge(Batch batch, int column, long reached) {
    Selection selection = batch.selection();
    read(batch, column);
    long[] own = batch.rowWatermarks();
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      long millis = times[i];
      boolean isOwn = own != null && own[row] != Watermark.NONE && millis <= own[row];
      boolean isLate = isOwn || reached != Watermark.NONE && millis <= reached;
      late[i] = isLate;
      if (isLate) {
        lateRows.add(isOwn, Math.max(reached, own == null ? reached : own[row]), millis);
      }
    }
    lateRows.report(metrics);
  }

  /**
   * Reads the times of a batch, and judges nothing.
   *
   * @param column the position of the rowtime
   */
  void read(Batch batch, int column) {
    Selection selection = batch.selection();
    reserve(selection.count());
    Column time = Column.of(batch.vector(column));
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      if (time.hasNulls() && time.isNull(row)) {
        String name = batch.schema().name(column);
        throw WeirException.permanent(
            "the time attribute \"" + name + "\" is NULL in a row that goes to a join",
            "filter such rows out with WHERE " + name + " IS NOT NULL");
      }
      times[i] = Math.floorDiv(time.getLong(row), MILLI_MICROS);
    }
  }

  /**
   * Judges a batch by windows: a row is late when its window has ended.
   *
   * @param column the position of {@code window_end}
   * @param reached the watermark of the input that has been worked off
   */
  void judgeWindows(Batch batch, int column, WindowZone zone, long reached) {
    Selection selection = batch.selection();
    reserve(selection.count());
    Column ends = Column.of(batch.vector(column));
    long[] own = batch.rowWatermarks();
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      long end = Math.floorDiv(ends.getLong(row), MILLI_MICROS);
      times[i] = end;
      long last = zone.instantOfEnd(end) - 1;
      boolean isOwn = own != null && own[row] >= last;
      late[i] = isOwn || reached >= last;
      if (late[i]) {
        lateRows.add(isOwn, Math.max(reached, own == null ? reached : own[row]), last);
      }
    }
    lateRows.report(metrics);
  }

  /** Gives all rows of a batch one time; none is late. */
  void setAll(Batch batch, long millis) {
    reserve(batch.size());
    java.util.Arrays.fill(times, 0, batch.size(), millis);
    java.util.Arrays.fill(late, 0, batch.size(), false);
  }

  private void reserve(int count) {
    if (times.length < count) {
      times = new long[count];
      late = new boolean[count];
    }
  }

  long time(int i) {
    return times[i];
  }

  boolean isLate(int i) {
    return late[i];
  }
}
