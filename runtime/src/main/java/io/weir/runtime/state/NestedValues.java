package io.weir.runtime.state;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;

/**
 * The bytes of values inside of ROW, ARRAY, MAP and MULTISET values. A value inside of another is a
 * marker (0 for NULL, 1 for a value) and: numbers in their width; strings as 4 bytes of length and
 * the bytes; a ROW as its fields; lists as 4 bytes with the number of elements and the elements.
 */
abstract class NestedValues {
  Column column;

  static NestedValues of(LogicalType type) {
    return switch (type.kind()) {
      case ROW -> new Rows(type);
      case ARRAY, MAP, MULTISET -> new Lists(type.elementType());
      default -> type.kind().isVariableWidth() ? new Strings() : new Leaves(type);
    };
  }

  /** Makes {@code column} the one whose values are written. */
  void bind(Column column) {
    this.column = column;
  }

  /** How many bytes the value at {@code row}, which is not NULL, takes without its marker. */
  abstract int length(int row);

  /** Writes the value at {@code row}, which is not NULL, without its marker; returns the end. */
  abstract long write(int row, long address);

  final int markedLength(int row) {
    return column.isNull(row) ? 1 : Math.addExact(1, length(row));
  }

  final long writeMarked(int row, long address) {
    if (column.isNull(row)) {
      Memory.putByte(address, (byte) 0);
      return address + 1;
    }
    Memory.putByte(address, (byte) 1);
    return write(row, address + 1);
  }

  /** Writes a value of fixed width. */
  static void writeFixed(LogicalType type, Column source, int row, long to) {
    switch (RowFormat.width(type)) {
      case 0 -> {}
      case 1 -> {
        byte value =
            type.kind() == TypeKind.BOOLEAN
                ? (byte) (source.getBoolean(row) ? 1 : 0)
                : source.getByte(row);
        Memory.putByte(to, value);
      }
      case 2 -> Memory.putShort(to, source.getShort(row));
      case 4 -> Memory.putInt(to, source.getInt(row));
      case 8 -> Memory.putLong(to, source.getLong(row));
      default -> {
        Memory.putLong(to, source.getDecimalLow(row));
        Memory.putLong(to + 8, source.getDecimalHigh(row));
      }
    }
  }

  private static final class Leaves extends NestedValues {
    private final LogicalType type;
    private final int width;

    Leaves(LogicalType type) {
      this.type = type;
      this.width = RowFormat.width(type);
    }

    @Override
    int length(int row) {
      return width;
    }

    @Override
    long write(int row, long address) {
      writeFixed(type, column, row, address);
      return address + width;
    }
  }

  private static final class Strings extends NestedValues {
    @Override
    int length(int row) {
      return Math.addExact(4, column.getLength(row));
    }

    @Override
    long write(int row, long address) {
      int length = column.getLength(row);
      Memory.putInt(address, length);
      Memory.copy(column.getAddress(row), address + 4, length);
      return address + 4 + length;
    }
  }

  private static final class Rows extends NestedValues {
    private final NestedValues[] fields;

    Rows(LogicalType type) {
      fields =
          type.fields().stream().map(f -> NestedValues.of(f.type())).toArray(NestedValues[]::new);
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      for (int i = 0; i < fields.length; i++) {
        fields[i].bind(column.child(i));
      }
    }

    @Override
    int length(int row) {
      int length = 0;
      for (NestedValues field : fields) {
        length = Math.addExact(length, field.markedLength(row));
      }
      return length;
    }

    @Override
    long write(int row, long address) {
      long at = address;
      for (NestedValues field : fields) {
        at = field.writeMarked(row, at);
      }
      return at;
    }
  }

  private static final class Lists extends NestedValues {
    private final NestedValues element;

    Lists(LogicalType elementType) {
      element = NestedValues.of(elementType);
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      element.bind(column.child(0));
    }

    @Override
    int length(int row) {
      int length = 4;
      for (int i = column.getStart(row), end = column.getEnd(row); i < end; i++) {
        length = Math.addExact(length, element.markedLength(i));
      }
      return length;
    }

    @Override
    long write(int row, long address) {
      Memory.putInt(address, column.getLength(row));
      long at = address + 4;
      for (int i = column.getStart(row), end = column.getEnd(row); i < end; i++) {
        at = element.writeMarked(i, at);
      }
      return at;
    }
  }
}
