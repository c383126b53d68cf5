package io.weir.runtime.vector;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.util.List;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * The generic operation <i>encode</i>, for any type: a value that is not NULL as bytes, exactly as
 * it is (unlike a key, which is normalised and ordered). Used by one thread.
 *
 * <p>Numbers and times in their width, little-endian; strings as they are; parts of nested values
 * one after the other, each with its length before it, -1 for NULL.
 */
public abstract class ValueCodec {
  private static final int NULL_LENGTH = -1;
  private static final int LENGTH_BYTES = Integer.BYTES;

  private ValueCodec() {}

  /** The codec of values of a type. */
  public static ValueCodec of(LogicalType type) {
    return switch (type.kind()) {
      case NULL -> new Fixed(0);
      case BOOLEAN -> new Bits();
      case TINYINT -> new Fixed(1);
      case SMALLINT -> new Fixed(2);
      case INT, FLOAT, DATE, TIME, INTERVAL_YEAR_MONTH -> new Fixed(4);
      case BIGINT, DOUBLE, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> new Fixed(8);
      case DECIMAL -> new Fixed(16);
      case CHAR, VARCHAR, BINARY, VARBINARY -> new Strings();
      case ARRAY -> new Lists(of(type.fields().get(0).type()));
      case MAP, MULTISET -> new Lists(of(type.elementType()));
      case ROW -> new Rows(type.fields());
    };
  }

  /** The bytes that {@link #write} needs for the value at {@code row}, which is not NULL. */
  public abstract int length(Column column, int row);

  /** Writes the value at {@code row}, which is not NULL; returns where it ends. */
  public abstract long write(Column column, int row, long address);

  /**
   * Reads a value into {@code row} of {@code to}, which grows as needed. Rows must come in
   * ascending order; the value count is the caller's to set.
   */
  public abstract void read(long address, int length, FieldVector to, int row);

  /** As {@link #length}, with its own length before it, and for NULL too. */
  public final int entryLength(Column column, int row) {
    return LENGTH_BYTES + (column.isNull(row) ? 0 : length(column, row));
  }

  /** As {@link #write}, with its length before it, and for NULL too. */
  public final long writeEntry(Column column, int row, long address) {
    if (column.isNull(row)) {
      Memory.putInt(address, NULL_LENGTH);
      return address + LENGTH_BYTES;
    }
    long end = write(column, row, address + LENGTH_BYTES);
    Memory.putInt(address, (int) (end - address - LENGTH_BYTES));
    return end;
  }

  /** Reads what {@link #writeEntry} wrote; returns where it ends. */
  public final long readEntry(long address, FieldVector to, int row) {
    int length = Memory.getInt(address);
    if (length < 0) {
      to.setNull(row);
      return address + LENGTH_BYTES;
    }
    read(address + LENGTH_BYTES, length, to, row);
    return address + LENGTH_BYTES + length;
  }

  /** Where what {@link #writeEntry} wrote at {@code address} ends. */
  public static long endOfEntry(long address) {
    return address + LENGTH_BYTES + Math.max(0, Memory.getInt(address));
  }

  private static Column forWriting(FieldVector vector, int row) {
    while (vector.getValueCapacity() <= row) {
      vector.reAlloc();
    }
    return Column.forWriting(vector);
  }

  private static final class Fixed extends ValueCodec {
    private final int width;

    Fixed(int width) {
      this.width = width;
    }

    @Override
    public int length(Column column, int row) {
      return width;
    }

    @Override
    public long write(Column column, int row, long address) {
      Memory.copy(column.dataAddress() + (long) row * width, address, width);
      return address + width;
    }

    @Override
    public void read(long address, int length, FieldVector to, int row) {
      Column column = forWriting(to, row);
      column.setValid(row);
      Memory.copy(address, column.dataAddress() + (long) row * width, width);
    }
  }

  private static final class Bits extends ValueCodec {
    @Override
    public int length(Column column, int row) {
      return 1;
    }

    @Override
    public long write(Column column, int row, long address) {
      Memory.putByte(address, (byte) (column.getBoolean(row) ? 1 : 0));
      return address + 1;
    }

    @Override
    public void read(long address, int length, FieldVector to, int row) {
      Column column = forWriting(to, row);
      column.setValid(row);
      column.putBoolean(row, Memory.getByte(address) != 0);
    }
  }

  private static final class Strings extends ValueCodec {
    private byte[] bytes = new byte[64];

    @Override
    public int length(Column column, int row) {
      return column.getLength(row);
    }

    @Override
    public long write(Column column, int row, long address) {
      int length = column.getLength(row);
      Memory.copy(column.getAddress(row), address, length);
      return address + length;
    }

    @Override
    public void read(long address, int length, FieldVector to, int row) {
      if (bytes.length < length) {
        bytes = new byte[2 * length];
      }
      Memory.copyToArray(address, bytes, 0, length);
      ((BaseVariableWidthVector) to).setSafe(row, bytes, 0, length);
    }
  }

  private static final class Rows extends ValueCodec {
    private final ValueCodec[] fields;

    Rows(List<Field> fields) {
      this.fields =
          fields.stream().map(field -> ValueCodec.of(field.type())).toArray(ValueCodec[]::new);
    }

    @Override
    public int length(Column column, int row) {
      int length = 0;
      for (int i = 0; i < fields.length; i++) {
        length += fields[i].entryLength(column.child(i), row);
      }
      return length;
    }

    @Override
    public long write(Column column, int row, long address) {
      long at = address;
      for (int i = 0; i < fields.length; i++) {
        at = fields[i].writeEntry(column.child(i), row, at);
      }
      return at;
    }

    @Override
    public void read(long address, int length, FieldVector to, int row) {
      StructVector struct = (StructVector) to;
      struct.setIndexDefined(row);
      long at = address;
      for (int i = 0; i < fields.length; i++) {
        at = fields[i].readEntry(at, (FieldVector) struct.getChildByOrdinal(i), row);
      }
    }
  }

  /** ARRAYs, and MAPs and MULTISETs as lists of their entries. */
  private static final class Lists extends ValueCodec {
    private final ValueCodec element;

    Lists(ValueCodec element) {
      this.element = element;
    }

    @Override
    public int length(Column column, int row) {
      Column elements = column.child(0);
      int length = 0;
      for (int slot = column.getStart(row); slot < column.getEnd(row); slot++) {
        length += element.entryLength(elements, slot);
      }
      return length;
    }

    @Override
    public long write(Column column, int row, long address) {
      Column elements = column.child(0);
      long at = address;
      for (int slot = column.getStart(row); slot < column.getEnd(row); slot++) {
        at = element.writeEntry(elements, slot, at);
      }
      return at;
    }

    @Override
    public void read(long address, int length, FieldVector to, int row) {
      ListVector list = (ListVector) to;
      int start = list.startNewValue(row);
      int count = 0;
      for (long at = address; at < address + length; count++) {
        at = element.readEntry(at, list.getDataVector(), start + count);
      }
      list.endValue(row, count);
    }
  }
}
