package io.weir.runtime.operator.materialize;

import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Whole rows as bytes: their length, then their columns one after the other. */
final class RowBytes {
  private final ValueCodec[] codecs;
  private Column[] columns;

  RowBytes(Schema schema) {
    codecs =
        schema.fields().stream()
            .map(field -> ValueCodec.of(field.type()))
            .toArray(ValueCodec[]::new);
  }

  /** Makes rows of these vectors those that are written. */
  void bind(List<FieldVector> vectors) {
    columns = Column.of(vectors);
  }

  /** The bytes that {@link #write} needs. */
  int length(int row) {
    int length = Integer.BYTES;
    for (int c = 0; c < codecs.length; c++) {
      length += codecs[c].entryLength(columns[c], row);
    }
    return length;
  }

  /** Writes a row; returns where it ends. */
  long write(int row, long address) {
    long at = address + Integer.BYTES;
    for (int c = 0; c < codecs.length; c++) {
      at = codecs[c].writeEntry(columns[c], row, at);
    }
    Memory.putInt(address, (int) (at - address));
    return at;
  }

  /** The length of the row at {@code address}, all of it. */
  static int lengthAt(long address) {
    return Memory.getInt(address);
  }

  /** Reads a row into row {@code row} of vectors. */
  void read(long address, List<FieldVector> to, int row) {
    long at = address + Integer.BYTES;
    for (int c = 0; c < codecs.length; c++) {
      at = codecs[c].readEntry(at, to.get(c), row);
    }
  }
}
