package io.weir.runtime.state;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Reads the encoded values of one key column back into a vector, rows ascending. */
abstract class KeyColumnReader {
  FieldVector vector;
  Column column;

  static KeyColumnReader of(LogicalType type) {
    return switch (type.kind()) {
      case CHAR, VARCHAR, BINARY, VARBINARY -> new KeyStringReader();
      case ROW -> new Rows(type);
      case ARRAY, MAP, MULTISET -> new Lists(type);
      default -> new Leaves(type);
    };
  }

  /** Makes {@code vector} the one that is written to, with room for {@code rows} rows. */
  void bind(FieldVector vector, int rows) {
    this.vector = vector;
    while (vector.getValueCapacity() < rows) {
      vector.reAlloc();
    }
    column = Column.forWriting(vector);
  }

  /** Reads the value at {@code address} into {@code row}; returns where the next column starts. */
  abstract long read(long address, int row);

  private static final class Leaves extends KeyColumnReader {
    private final LogicalType type;
    private final int width;

    Leaves(LogicalType type) {
      this.type = type;
      this.width = KeyEncoding.fixedWidth(type);
    }

    @Override
    void bind(FieldVector vector, int rows) {
      if (type.kind() == io.weir.runtime.type.TypeKind.NULL) {
        this.vector = vector;
      } else {
        super.bind(vector, rows);
      }
    }

    @Override
    long read(long address, int row) {
      if (Memory.getByte(address) == 0) {
        if (column != null) {
          column.setNull(row);
        }
        return address + width;
      }
      column.setValid(row);
      readValue(address + 1, row);
      return address + width;
    }

    private void readValue(long at, int row) {
      switch (type.kind()) {
        case BOOLEAN -> column.putBoolean(row, Memory.getByte(at) != 0);
        case TINYINT -> column.putByte(row, (byte) (Memory.getByte(at) ^ 0x80));
        case SMALLINT ->
            column.putShort(row, (short) (Short.reverseBytes(Memory.getShort(at)) ^ 0x8000));
        case INT, DATE, TIME, INTERVAL_YEAR_MONTH ->
            column.putInt(row, Integer.reverseBytes(Memory.getInt(at)) ^ Integer.MIN_VALUE);
        case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME ->
            column.putLong(row, Long.reverseBytes(Memory.getLong(at)) ^ Long.MIN_VALUE);
        case FLOAT ->
            column.putFloat(row, KeyEncoding.floatOf(Integer.reverseBytes(Memory.getInt(at))));
        case DOUBLE ->
            column.putDouble(row, KeyEncoding.doubleOf(Long.reverseBytes(Memory.getLong(at))));
        case DECIMAL -> readDecimal(at, row);
        default -> throw new AssertionError(type + " is not read by value");
      }
    }

    private void readDecimal(long at, int row) {
      long first = Long.reverseBytes(Memory.getLong(at)) ^ Long.MIN_VALUE;
      if (KeyEncoding.isShortDecimal(type)) {
        column.putDecimal(row, first, first >> 63);
      } else {
        column.putDecimal(row, Long.reverseBytes(Memory.getLong(at + 8)), first);
      }
    }
  }

  private static final class Rows extends KeyColumnReader {
    private final KeyColumnReader[] fields;
    private final int fixedWidth;

    Rows(LogicalType type) {
      fields =
          type.fields().stream()
              .map(field -> KeyColumnReader.of(field.type()))
              .toArray(KeyColumnReader[]::new);
      fixedWidth = KeyEncoding.fixedWidth(type);
    }

    @Override
    void bind(FieldVector vector, int rows) {
      super.bind(vector, rows);
      for (int i = 0; i < fields.length; i++) {
        fields[i].bind((FieldVector) ((StructVector) vector).getChildByOrdinal(i), rows);
      }
    }

    @Override
    long read(long address, int row) {
      if (Memory.getByte(address) == 0) {
        column.setNull(row);
        return address + (fixedWidth == KeyEncoding.NOT_FIXED ? 1 : fixedWidth);
      }
      column.setValid(row);
      long at = address + 1;
      for (KeyColumnReader field : fields) {
        at = field.read(at, row);
      }
      return at;
    }
  }

  private static final class Lists extends KeyColumnReader {
    private final KeyColumnReader element;

    Lists(LogicalType type) {
      element = KeyColumnReader.of(type.elementType());
    }

    @Override
    long read(long address, int row) {
      ListVector target = (ListVector) vector;
      if (Memory.getByte(address) == 0) {
        target.setNull(row);
        return address + 1;
      }
      int start = target.startNewValue(row);
      int count = 0;
      long at = address + 1;
      while (Memory.getByte(at++) != 0) {
        element.bind(target.getDataVector(), start + count + 1);
        at = element.read(at, start + count);
        count++;
      }
      target.endValue(row, count);
      return at;
    }
  }
}
