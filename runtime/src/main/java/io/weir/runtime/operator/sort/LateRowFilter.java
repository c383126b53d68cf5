package io.weir.runtime.operator.sort;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.metric.LateRows;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.vector.Column;
import java.util.Arrays;

/**
 * Drops the rows of a batch whose time the watermark has passed, and counts them: by the watermark
 * of their own split, and by that of the operator where a split came back from idleness.
 */
public final class LateRowFilter {
  private static final long MILLI_MICROS = 1_000;

  private final int column;
  private final String name;
  private final OperatorMetrics metrics;
  private final LateRows late = new LateRows();
  private int[] kept = new int[Batch.MAX_ROWS];

  /**
   * @param column the position of the rowtime
   * @param name its name, for errors
   */
  public LateRowFilter(int column, String name, OperatorMetrics metrics) {
    this.column = column;
    this.name = name;
    this.metrics = metrics;
  }

  /** Narrows the batch to the rows that are not late. */
  public void apply(Batch batch, long watermark) {
    Column time = Column.of(batch.vector(column));
    int count = batch.size();
    if (kept.length < count) {
      kept = new int[count];
    }
    int on = 0;
    for (int i = 0; i < count; i++) {
      int row = batch.selection().row(i);
      if (time.isNull(row)) {
        throw WeirException.permanent(
            "the time attribute \"" + name + "\" is NULL in a row that is put in order by it",
            "filter such rows out with WHERE " + name + " IS NOT NULL");
      }
      long millis = Math.floorDiv(time.getLong(row), MILLI_MICROS);
      long own = batch.rowWatermarks() == null ? Watermark.NONE : batch.rowWatermarks()[row];
      if (millis > Math.max(own, watermark)) {
        kept[on++] = row;
      } else {
        late.add(millis <= own, Math.max(own, watermark), millis);
      }
    }
    if (on < count) {
      late.report(metrics);
      batch.select(Selection.of(Arrays.copyOf(kept, on), on));
    }
  }
}
