package io.weir.runtime.operator.calc;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Column;
import org.apache.arrow.vector.FieldVector;

/**
 * The rows of an upsert stream after a filter: inserts and updates that pass; updates that do not,
 * as deletions; and all deletions, which may lack the columns that the condition asks for.
 *
 * @param selection the rows that go on
 * @param rowKinds their kinds, or null for inserts only
 */
record UpsertFilter(Selection selection, byte[] rowKinds) {
  static UpsertFilter apply(Batch batch, FieldVector condition) {
    Column passes = Column.of(condition);
    Selection rows = batch.selection();
    byte[] kinds = batch.rowKinds() == null ? null : batch.rowKinds().clone();
    int[] kept = new int[rows.count()];
    int count = 0;
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      boolean passed = !passes.isNull(row) && passes.getBoolean(row);
      byte kind = kinds == null ? RowKind.INSERT : kinds[row];
      if (!passed && kind == RowKind.UPDATE_AFTER) {
        kinds[row] = RowKind.DELETE;
      }
      if (passed || kind != RowKind.INSERT) {
        kept[count++] = row;
      }
    }
    return new UpsertFilter(Selection.of(kept, count), kinds);
  }
}
