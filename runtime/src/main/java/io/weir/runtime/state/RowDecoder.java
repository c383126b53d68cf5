package io.weir.runtime.state;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Turns rows that a {@link RowEncoder} made back into vectors, a column at a time. */
public final class RowDecoder {
  /** The address that stands for a row of NULLs. */
  public static final long NULL_ROW = 0;

  private final RowFormat format;
  private final Schema schema;
  private final BufferAllocator allocator;

  /**
   * @param schema of the rows
   * @param allocator of the vectors
   */
  public RowDecoder(Schema schema, BufferAllocator allocator) {
    this.format = new RowFormat(schema);
    this.schema = schema;
    this.allocator = allocator;
  }

  /** One vector a column with the rows at {@code addresses[0 .. count - 1]}; the caller's. */
  public List<FieldVector> decode(long[] addresses, int count) {
    List<FieldVector> vectors = new ArrayList<>(schema.size());
    try {
      for (int c = 0; c < schema.size(); c++) {
        vectors.add(decode(c, addresses, count));
      }
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    return vectors;
  }

  /** The same for one column. */
  public FieldVector decode(int column, long[] addresses, int count) {
    FieldVector vector = Vectors.create(schema.name(column), schema.type(column), allocator);
    try {
      decode(column, addresses, count, vector);
    } catch (RuntimeException | Error e) {
      vector.close();
      throw e;
    }
    return vector;
  }

  private void decode(int c, long[] addresses, int count, FieldVector vector) {
    LogicalType type = schema.type(c);
    if (vector instanceof BaseFixedWidthVector fixed) {
      fixed.allocateNew(Math.max(1, count));
      readFixed(c, type, addresses, count, Column.forWriting(vector));
    } else if (vector instanceof BaseVariableWidthVector variable) {
      readStrings(c, addresses, count, variable);
    } else if (type.kind() != TypeKind.NULL) {
      NestedReader reader = NestedReader.of(type);
      reader.bind(vector, count);
      for (int i = 0; i < count; i++) {
        if (isNull(addresses[i], c)) {
          reader.readNull(i);
        } else {
          reader.read(format.start(addresses[i], c), i);
        }
      }
    }
    vector.setValueCount(count);
  }

  private boolean isNull(long row, int c) {
    return row == NULL_ROW || (Memory.getByte(row + format.nulls + (c >>> 3)) & 1 << (c & 7)) != 0;
  }

  private void readFixed(int c, LogicalType type, long[] addresses, int count, Column to) {
    int offset = format.offsets[c];
    switch (format.widths[c]) {
      case 8 -> {
        for (int i = 0; i < count; i++) {
          if (!isNull(addresses[i], c)) {
            to.setValid(i);
            to.putLong(i, Memory.getLong(addresses[i] + offset));
          }
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          if (!isNull(addresses[i], c)) {
            to.setValid(i);
            to.putInt(i, Memory.getInt(addresses[i] + offset));
          }
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          if (!isNull(addresses[i], c)) {
            to.setValid(i);
            NestedReader.readFixed(type, addresses[i] + offset, to, i);
          }
        }
      }
    }
  }

  private void readStrings(int c, long[] addresses, int count, BaseVariableWidthVector vector) {
    int end = format.offsets[c];
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      long row = addresses[i];
      if (row != NULL_ROW) {
        bytes += row + format.bytes + Memory.getInt(row + end) - format.start(row, c);
      }
    }
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalStateException("the strings of one batch would exceed 2 GiB: " + bytes);
    }
    vector.allocateNew(bytes, count);
    Column to = Column.forWriting(vector);
    int position = 0;
    Memory.putInt(to.offsetAddress(), 0);
    for (int i = 0; i < count; i++) {
      long row = addresses[i];
      if (!isNull(row, c)) {
        long start = format.start(row, c);
        int length = (int) (row + format.bytes + Memory.getInt(row + end) - start);
        Memory.copy(start, to.dataAddress() + position, length);
        position += length;
        to.setValid(i);
      }
      Memory.putInt(to.offsetAddress() + ((long) (i + 1) << 2), position);
    }
    vector.setLastSet(count - 1);
  }
}
