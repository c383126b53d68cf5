package io.weir.runtime.simulation;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;

/**
 * A row of a changelog.
 *
 * @param kind as in {@link RowKind}
 * @param values numbers, times in milliseconds, {@link Oracle#NULL}
 */
record Change(byte kind, List<Long> values) {
  /** The live rows of a batch. */
  static List<Change> of(Batch batch) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      int row = batch.selection().row(i);
      byte kind = batch.rowKinds() == null ? RowKind.INSERT : batch.rowKinds()[row];
      List<Long> values = new ArrayList<>();
      for (FieldVector vector : batch.vectors()) {
        values.add(value(vector, row));
      }
      changes.add(new Change(kind, values));
    }
    return changes;
  }

  private static long value(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return Oracle.NULL;
    }
    return vector instanceof TimeStampMicroVector times
        ? times.get(row) / 1000
        : ((BigIntVector) vector).get(row);
  }
}
