package io.weir.runtime.expression;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Vectors;
import org.apache.arrow.vector.FieldVector;

/**
 * Reads what the watermark expression has reached before each of the batch's rows: a millisecond
 * more than the time at which rows are late.
 */
record RowWatermarkStep(LogicalType type) implements Step {
  private static final long MICROS_PER_MILLI = 1_000;

  @Override
  public Value evaluate(Frame frame, Selection rows) {
    long[] watermarks = frame.rowWatermarks();
    FieldVector vector = Vectors.create("", type, frame.allocator());
    vector.setInitialCapacity(frame.rowCount());
    vector.allocateNew();
    vector.setValueCount(frame.rowCount());
    if (watermarks != null) {
      Column column = Column.forWriting(vector);
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        if (watermarks[row] != Watermark.NONE) {
          column.setValid(row);
          column.putLong(row, (watermarks[row] + 1) * MICROS_PER_MILLI);
        }
      }
    }
    return frame.own(vector);
  }
}
