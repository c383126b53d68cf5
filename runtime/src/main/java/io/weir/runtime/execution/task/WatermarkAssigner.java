package io.weir.runtime.execution.task;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.vector.Column;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/**
 * Gives each row the watermark of its own split before that row: a millisecond before the largest
 * value of the watermark expression among the rows before it, so that a row at just that value is
 * not late. (Two rows of one time are common where people write {@code WATERMARK FOR ts AS ts}.)
 * Batches in which every row lies above its own carry nothing.
 */
final class WatermarkAssigner {
  private static final long MICROS_PER_MILLI = 1000;

  private final String table;
  private final int rowtime;
  private final boolean isCarried;
  private long[] before = new long[0];

  /**
   * @param table the table's name, for errors
   * @param rowtime the rowtime's column
   * @param isCarried whether rows carry the watermark before them also where none is behind its own
   */
  WatermarkAssigner(String table, int rowtime, boolean isCarried) {
    this.table = table;
    this.rowtime = rowtime;
    this.isCarried = isCarried;
  }

  /**
   * Computes the watermarks before and after the rows of a batch. A row that is removed may lack
   * its time, and then says nothing about it.
   *
   * @param watermarks the watermark expression's values, in microseconds; NULL for nothing
   * @param splitWatermark the split's watermark before the batch
   * @param location where the batch comes from and which record comes before it, for errors
   */
  Assigned assign(Batch batch, FieldVector watermarks, long splitWatermark, Location location) {
    Column times = Column.of(batch.vector(rowtime));
    Column values = Column.of(watermarks);
    Selection rows = batch.selection();
    if (before.length < batch.rowCount()) {
      before = new long[Math.max(batch.rowCount(), Batch.MAX_ROWS)];
    }
    long current = splitWatermark;
    boolean isAnyBehind = isCarried;
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      before[row] = current;
      if (times.isNull(row)) {
        if (batch.rowKinds() != null && !RowKind.isAdding(batch.rowKinds()[row])) {
          continue;
        }
        throw nullRowtime(batch, row, location);
      }
      isAnyBehind |= toMillis(times.getLong(row)) <= current;
      if (!values.isNull(row)) {
        current = Math.max(current, toMillis(values.getLong(row)) - 1);
      }
    }
    return new Assigned(isAnyBehind ? withWatermarks(batch) : batch, current);
  }

  private static long toMillis(long micros) {
    return Math.floorDiv(micros, MICROS_PER_MILLI);
  }

  private Batch withWatermarks(Batch batch) {
    return new Batch(
        batch.schema(),
        batch.vectors(),
        batch.rowCount(),
        batch.selection(),
        batch.rowKinds(),
        Arrays.copyOf(before, batch.rowCount()));
  }

  private WeirException nullRowtime(Batch batch, int row, Location location) {
    return WeirException.permanent(
        "column '"
            + batch.schema().name(rowtime)
            + "' of table '"
            + table
            + "' is NULL in record "
            + (location.recordsBefore() + row + 1)
            + " of "
            + location.split()
            + ", but it is the table's rowtime",
        "give such rows a time with COALESCE in a computed column, and declare the watermark on"
            + " that");
  }

  /**
   * Where a batch comes from.
   *
   * @param split the split's description
   * @param recordsBefore how many records of the split lie before it
   */
  record Location(String split, long recordsBefore) {}

  /**
   * The outcome for a batch.
   *
   * @param batch the batch, with the watermark of each row if one is at or below its own
   * @param watermark the split's watermark behind the batch, or {@link Watermark#NONE}
   */
  record Assigned(Batch batch, long watermark) {}
}
