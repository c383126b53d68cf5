package io.weir.runtime.state;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Reads values as {@link NestedValues} writes them into a vector, rows ascending. */
abstract class NestedReader {
  FieldVector vector;
  Column column;

  static NestedReader of(LogicalType type) {
    return switch (type.kind()) {
      case ROW -> new Rows(type);
      case ARRAY, MAP, MULTISET -> new Lists(type.elementType());
      case NULL -> new Nothing();
      default -> type.kind().isVariableWidth() ? new Strings() : new Leaves(type);
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

  /** Reads a value without its marker into {@code row}; returns the end. */
  abstract long read(long address, int row);

  /** Makes the value at {@code row} NULL. */
  void readNull(int row) {
    column.setNull(row);
  }

  final long readMarked(long address, int row) {
    if (Memory.getByte(address) == 0) {
      readNull(row);
      return address + 1;
    }
    return read(address + 1, row);
  }

  /** Reads a value of fixed width. */
  static void readFixed(LogicalType type, long from, Column to, int row) {
    switch (RowFormat.width(type)) {
      case 0 -> {}
      case 1 -> {
        if (type.kind() == TypeKind.BOOLEAN) {
          to.putBoolean(row, Memory.getByte(from) != 0);
        } else {
          to.putByte(row, Memory.getByte(from));
        }
      }
      case 2 -> to.putShort(row, Memory.getShort(from));
      case 4 -> to.putInt(row, Memory.getInt(from));
      case 8 -> to.putLong(row, Memory.getLong(from));
      default -> to.putDecimal(row, Memory.getLong(from), Memory.getLong(from + 8));
    }
  }

  private static final class Nothing extends NestedReader {
    @Override
    void bind(FieldVector vector, int rows) {
      this.vector = vector;
    }

    @Override
    long read(long address, int row) {
      return address;
    }

    @Override
    void readNull(int row) {}
  }

  private static final class Leaves extends NestedReader {
    private final LogicalType type;
    private final int width;

    Leaves(LogicalType type) {
      this.type = type;
      this.width = RowFormat.width(type);
    }

    @Override
    long read(long address, int row) {
      column.setValid(row);
      readFixed(type, address, column, row);
      return address + width;
    }
  }

  private static final class Strings extends NestedReader {
    private byte[] bytes = new byte[64];

    @Override
    long read(long address, int row) {
      int length = Memory.getInt(address);
      if (bytes.length < length) {
        bytes = new byte[Math.max(length, 2 * bytes.length)];
      }
      Memory.copyToArray(address + 4, bytes, 0, length);
      ((BaseVariableWidthVector) vector).setSafe(row, bytes, 0, length);
      return address + 4 + length;
    }

    @Override
    void readNull(int row) {
      ((BaseVariableWidthVector) vector).setNull(row);
    }
  }

  private static final class Rows extends NestedReader {
    private final NestedReader[] fields;

    Rows(LogicalType type) {
      fields =
          type.fields().stream().map(f -> NestedReader.of(f.type())).toArray(NestedReader[]::new);
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
      column.setValid(row);
      long at = address;
      for (NestedReader field : fields) {
        at = field.readMarked(at, row);
      }
      return at;
    }

    @Override
    void readNull(int row) {
      super.readNull(row);
      for (NestedReader field : fields) {
        field.readNull(row);
      }
    }
  }

  private static final class Lists extends NestedReader {
    private final NestedReader element;

    Lists(LogicalType elementType) {
      element = NestedReader.of(elementType);
    }

    @Override
    long read(long address, int row) {
      ListVector target = (ListVector) vector;
      int start = target.startNewValue(row);
      int count = Memory.getInt(address);
      element.bind(target.getDataVector(), start + count);
      long at = address + 4;
      for (int i = 0; i < count; i++) {
        at = element.readMarked(at, start + i);
      }
      target.endValue(row, count);
      return at;
    }

    @Override
    void readNull(int row) {
      ((ListVector) vector).setNull(row);
    }
  }
}
