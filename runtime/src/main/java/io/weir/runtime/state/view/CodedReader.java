package io.weir.runtime.state.view;

import io.weir.runtime.state.StatePart;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.LongForm;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

/** Reads values that lie encoded, each alone or many as a list. */
record CodedReader(Field column, StatePart.Kind kind) implements PartReader {
  @Override
  public List<FieldVector> read(long[] at, long[] ends, BufferAllocator allocator) {
    FieldVector vector = NewVectors.of(column.name(), column.type(), at.length, allocator);
    LogicalType type = column.type();
    ValueCodec codec =
        ValueCodec.of(kind == StatePart.Kind.VALUES ? type.fields().get(0).type() : type);
    for (int row = 0; row < at.length; row++) {
      switch (kind) {
        case VALUES -> readList(codec, at[row], ends[row], (ListVector) vector, row);
        case VALUE -> codec.read(at[row], (int) (ends[row] - at[row]), vector, row);
        default -> writeDouble(vector, row, doubleAt(at[row]));
      }
    }
    vector.setValueCount(at.length);
    return List.of(vector);
  }

  /** Reads entries of values as a list. */
  static void readList(ValueCodec codec, long from, long end, ListVector to, int row) {
    int start = to.startNewValue(row);
    int elements = 0;
    for (long at = from; at < end; elements++) {
      at = codec.readEntry(at, to.getDataVector(), start + elements);
    }
    to.endValue(row, elements);
  }

  /** The double whose bytes, which have its order, lie somewhere. */
  static double doubleAt(long address) {
    return LongForm.doubleOf(Long.reverseBytes(Memory.getLong(address)) ^ Long.MIN_VALUE);
  }

  /** Writes a double to a vector, which grows as needed. */
  static void writeDouble(FieldVector vector, int row, double value) {
    while (vector.getValueCapacity() <= row) {
      vector.reAlloc();
    }
    Column to = Column.forWriting(vector);
    to.setValid(row);
    to.putDouble(row, value);
  }
}
