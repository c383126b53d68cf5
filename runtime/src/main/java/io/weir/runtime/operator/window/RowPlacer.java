package io.weir.runtime.operator.window;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.metric.LateRows;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.vector.Column;

/**
 * Decides where each row of a batch counts, and drops those that count nowhere any more.
 *
 * <p>A row counts in the windows that contain it and have not ended at its own watermark. Three
 * cases, for HOP with the windows e1, e2, e3 over a row's slice:
 *
 * <ul>
 *   <li>none has ended: it goes to its slice, which all three will read;
 *   <li>all have ended: it is late;
 *   <li>e1 has ended by the row's watermark. Where e1 has fired already, the slice will be read by
 *       e2 and e3 only, which is right. Where it has not (other splits hold the watermark back), it
 *       must not see the row: the row goes to the windows e2 and e3 themselves. CUMULATE puts it in
 *       the slice that ends with e2, which exactly these windows contain.
 * </ul>
 */
final class RowPlacer {
  private static final long MILLI_MICROS = 1_000;

  private final WindowSpec spec;
  private final WindowGrid grid;
  private final WindowZone zone;
  private final WindowRows rows;
  private final String timeColumn;
  private final OperatorMetrics metrics;
  private final RowsByTime slices = new RowsByTime();
  private final RowsByTime windows = new RowsByTime();

  private final LateRows late = new LateRows();
  private long watermark = Watermark.NONE;

  private long sliceFromMicros = 1;
  private long sliceToMicros = 0;
  private long sliceEnd;
  private long firstEnd;
  private long lastEnd;
  private long firstFires;
  private long lastFires;

  /**
   * @param timeColumn the name of the column that tells the time, for errors
   */
  RowPlacer(
      WindowSpec spec,
      WindowRows rows,
      WindowZone zone,
      String timeColumn,
      OperatorMetrics metrics) {
    this.spec = spec;
    this.grid = new WindowGrid(spec);
    this.zone = zone;
    this.rows = rows;
    this.timeColumn = timeColumn;
    this.metrics = metrics;
  }

  /** The rows that go to slices, by slice end. */
  RowsByTime slices() {
    return slices;
  }

  /** The rows that go to single windows, by window end. */
  RowsByTime windows() {
    return windows;
  }

  /**
   * Places the live rows of {@code batch}.
   *
   * @param watermark up to which windows have fired where the rows go, {@code Watermark.NONE} if
   *     that is not known here
   */
  void place(Batch batch, long watermark) {
    this.watermark = watermark;
    slices.clear();
    windows.clear();
    sliceFromMicros = 1;
    sliceToMicros = 0;
    Column time = Column.of(batch.vector(rows.column()));
    checkNotNull(time, batch.selection(), timeColumn);
    if (rows.kind() == WindowRows.Kind.WINDOW_END) {
      placeWindows(batch, time);
    } else {
      placeRows(batch, time);
    }
    slices.group();
    windows.group();
    late.report(metrics);
  }

  /** Places the live rows of {@code batch} in the windows of one moment. */
  void placeAt(Batch batch, long instantMillis) {
    slices.clear();
    windows.clear();
    moveTo(Math.multiplyExact(instantMillis, MILLI_MICROS));
    if (firstEnd <= lastEnd) {
      Selection selection = batch.selection();
      for (int i = 0; i < selection.count(); i++) {
        slices.add(sliceEnd, selection.row(i));
      }
    }
    slices.group();
    windows.group();
  }

  /**
   * Checks that the rows of a batch have a time.
   *
   * @param timeColumn the name of its column
   * @throws WeirException if one has none
   */
  static void checkNotNull(Column time, Selection selection, String timeColumn) {
    for (int i = 0; time.hasNulls() && i < selection.count(); i++) {
      if (time.isNull(selection.row(i))) {
        throw WeirException.permanent(
            "the time attribute \"" + timeColumn + "\" is NULL in a row that goes to a window",
            "filter such rows out with WHERE " + timeColumn + " IS NOT NULL");
      }
    }
  }

  private void placeRows(Batch batch, Column time) {
    Selection selection = batch.selection();
    long[] rowWatermarks = batch.rowWatermarks();
    int count = selection.count();
    for (int i = 0; i < count; i++) {
      int row = selection.row(i);
      long micros = time.getLong(row);
      if (micros < sliceFromMicros || micros >= sliceToMicros) {
        moveTo(micros);
      }
      long own = rowWatermarks == null ? Watermark.NONE : rowWatermarks[row];
      if (Math.max(own, watermark) < firstFires) {
        slices.add(sliceEnd, row);
      } else {
        placeLateRow(row, own);
      }
    }
  }

  /** Makes the slice that contains {@code micros} the present one. */
  private void moveTo(long micros) {
    long instant = Math.floorDiv(micros, MILLI_MICROS);
    long shift = zone.shiftAt(instant);
    sliceEnd = grid.sliceEnd(instant + shift);
    long from = Math.max(sliceEnd - grid.sliceMillis() - shift, zone.sameShiftFrom());
    long to = Math.min(sliceEnd - shift, zone.sameShiftTo());
    sliceFromMicros = Math.multiplyExact(from, MILLI_MICROS);
    sliceToMicros = Math.multiplyExact(to, MILLI_MICROS);
    firstEnd = grid.firstWindowEnd(sliceEnd);
    lastEnd = grid.lastWindowEnd(sliceEnd);
    firstFires = firstEnd > lastEnd ? Watermark.NONE : fires(firstEnd);
    lastFires = fires(lastEnd);
  }

  /** The watermark that ends the window which ends at {@code windowEnd}. */
  private long fires(long windowEnd) {
    return zone.instantOfEnd(windowEnd) - 1;
  }

  private void placeLateRow(int row, long own) {
    if (firstEnd > lastEnd) {
      return;
    }
    long reached = Math.max(own, watermark);
    if (reached >= lastFires) {
      late.add(own >= lastFires, reached, lastFires);
      return;
    }
    long end = firstEnd;
    while (fires(end) <= reached) {
      end = grid.nextEnd(end);
    }
    if (spec.kind() == WindowSpec.Kind.CUMULATE) {
      slices.add(end, row);
    } else if (fires(end - spec.slideMillis()) <= watermark) {
      slices.add(sliceEnd, row);
    } else {
      for (; end <= lastEnd; end = grid.nextEnd(end)) {
        windows.add(end, row);
      }
    }
  }

  private void placeWindows(Batch batch, Column time) {
    Selection selection = batch.selection();
    long[] rowWatermarks = batch.rowWatermarks();
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      long end = Math.floorDiv(time.getLong(row), MILLI_MICROS);
      long own = rowWatermarks == null ? Watermark.NONE : rowWatermarks[row];
      long fires = fires(end);
      if (Math.max(own, watermark) < fires) {
        slices.add(end, row);
      } else {
        late.add(own >= fires, Math.max(own, watermark), fires);
      }
    }
  }
}
