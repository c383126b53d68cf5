package io.weir.runtime.state;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.FieldVector;

/**
 * Writes the encoded values of one key column. Bound to the vector of a batch first; then either
 * one value at a time, or all live rows in one call, which the types that keys mostly have override
 * with a loop of their own.
 */
abstract class KeyColumnWriter {
  /** The encoded length of every value, or {@link KeyEncoding#NOT_FIXED}. */
  final int fixedWidth;

  Column column;

  KeyColumnWriter(int fixedWidth) {
    this.fixedWidth = fixedWidth;
  }

  static KeyColumnWriter of(LogicalType type) {
    return switch (type.kind()) {
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> new Longs();
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> new Ints();
      case CHAR, VARCHAR, BINARY, VARBINARY -> new KeyStringWriter();
      case BOOLEAN, TINYINT, SMALLINT, FLOAT, DOUBLE, DECIMAL, NULL ->
          new KeyLeafWriter(type, KeyEncoding.fixedWidth(type));
      case ROW, ARRAY, MAP, MULTISET -> KeyNestedWriter.of(type);
    };
  }

  /** Makes {@code vector} the one whose values are written. */
  void bind(FieldVector vector) {
    column = Column.of(vector);
  }

  /** The encoded length of the value at {@code row}. */
  abstract int length(int row);

  /** Writes the value at {@code row}, which is not NULL, after its marker; returns the end. */
  abstract long writeValue(int row, long address);

  /** Writes the value at {@code row} with its marker; returns the end. */
  final long write(int row, long address) {
    if (column.isNull(row)) {
      int width = fixedWidth == KeyEncoding.NOT_FIXED ? 1 : fixedWidth;
      Memory.fill(address, width, (byte) 0);
      return address + width;
    }
    Memory.putByte(address, (byte) 1);
    return writeValue(row, address + 1);
  }

  /** Adds the encoded length of each live row to {@code lengths}. */
  void addLengths(Selection selection, int[] lengths) {
    int count = selection.count();
    for (int i = 0; i < count; i++) {
      lengths[i] += length(selection.row(i));
    }
  }

  /** Writes each live row {@code i} at {@code address + i * stride}. */
  void writeStrided(Selection selection, long address, int stride) {
    int count = selection.count();
    long at = address;
    for (int i = 0; i < count; i++, at += stride) {
      write(selection.row(i), at);
    }
  }

  /** Writes each live row {@code i} at {@code base + positions[i]}, and moves its position on. */
  void writeAt(Selection selection, long base, int[] positions) {
    int count = selection.count();
    for (int i = 0; i < count; i++) {
      positions[i] = (int) (write(selection.row(i), base + positions[i]) - base);
    }
  }

  private static final class Longs extends KeyColumnWriter {
    Longs() {
      super(9);
    }

    @Override
    int length(int row) {
      return 9;
    }

    @Override
    long writeValue(int row, long address) {
      Memory.putLong(address, Long.reverseBytes(column.getLong(row) ^ Long.MIN_VALUE));
      return address + 8;
    }

    @Override
    void writeStrided(Selection selection, long address, int stride) {
      if (column.hasNulls() || !selection.isDense()) {
        super.writeStrided(selection, address, stride);
        return;
      }
      long from = column.dataAddress() + ((long) selection.start() << 3);
      long end = from + ((long) selection.count() << 3);
      for (long at = address; from < end; from += 8, at += stride) {
        Memory.putByte(at, (byte) 1);
        Memory.putLong(at + 1, Long.reverseBytes(Memory.getLong(from) ^ Long.MIN_VALUE));
      }
    }
  }

  private static final class Ints extends KeyColumnWriter {
    Ints() {
      super(5);
    }

    @Override
    int length(int row) {
      return 5;
    }

    @Override
    long writeValue(int row, long address) {
      Memory.putInt(address, Integer.reverseBytes(column.getInt(row) ^ Integer.MIN_VALUE));
      return address + 4;
    }

    @Override
    void writeStrided(Selection selection, long address, int stride) {
      if (column.hasNulls() || !selection.isDense()) {
        super.writeStrided(selection, address, stride);
        return;
      }
      long from = column.dataAddress() + ((long) selection.start() << 2);
      long end = from + ((long) selection.count() << 2);
      for (long at = address; from < end; from += 4, at += stride) {
        Memory.putByte(at, (byte) 1);
        Memory.putInt(at + 1, Integer.reverseBytes(Memory.getInt(from) ^ Integer.MIN_VALUE));
      }
    }
  }
}
