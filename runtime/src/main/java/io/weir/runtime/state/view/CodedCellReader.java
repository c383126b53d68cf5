package io.weir.runtime.state.view;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.StoredCells;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Reads values that lie encoded in a cell of bytes: one, a list, or a multiset. */
final class CodedCellReader {
  private final CellView view;
  private final int cell;
  private final ValueCodec codec;

  CodedCellReader(CellView view, int cell) {
    this.view = view;
    this.cell = cell;
    LogicalType type = view.type();
    codec = ValueCodec.of(view.form() == CellView.Form.VALUE ? type : type.fields().get(0).type());
  }

  void read(StoredCells cells, int count, FieldVector vector) {
    for (int row = 0; row < count; row++) {
      int length = cells.length(cell, row);
      long address = cells.address(cell, row);
      if (length < 0) {
        vector.setNull(row);
        continue;
      }
      switch (view.form()) {
        case VALUE -> codec.read(address, length, vector, row);
        case VALUES ->
            CodedReader.readList(codec, address, address + length, (ListVector) vector, row);
        default -> readMultiset(address, address + length, (ListVector) vector, row);
      }
    }
  }

  /** Each entry is the length of the value, the value, and its count. */
  private void readMultiset(long from, long end, ListVector to, int row) {
    int start = to.startNewValue(row);
    int slot = start;
    StructVector entries = (StructVector) to.getDataVector();
    FieldVector values = (FieldVector) entries.getChildByOrdinal(0);
    IntVector counts = (IntVector) entries.getChildByOrdinal(1);
    for (long at = from; at < end; slot++) {
      int length = Memory.getInt(at);
      entries.setIndexDefined(slot);
      readElement(at + Integer.BYTES, length, values, slot);
      long count = Memory.getLong(at + Integer.BYTES + length);
      counts.setSafe(slot, (int) Math.min(Integer.MAX_VALUE, count));
      at += Integer.BYTES + length + Long.BYTES;
    }
    to.endValue(row, slot - start);
  }

  private void readElement(long at, int length, FieldVector values, int slot) {
    if (view.form() == CellView.Form.COUNTED_VALUES) {
      codec.read(at, length, values, slot);
      return;
    }
    CodedReader.writeDouble(values, slot, CodedReader.doubleAt(at));
  }
}
