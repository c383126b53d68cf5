package io.weir.runtime.connector.format.avro;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import java.util.List;

/**
 * Writes the values of a column in the binary encoding. Bound to one column at a time, used by one
 * thread at a time.
 */
abstract class AvroWriter {
  private Column column;

  /** What writes values of {@code from} as {@code to}, which was derived from it. */
  static AvroWriter of(String path, LogicalType from, AvroType to) {
    if (to.kind() == AvroType.Kind.UNION) {
      return new OrNull(of(path, from, to.children().get(1)));
    }
    return switch (from.kind()) {
      case ARRAY -> new Elements(of(path, from.fields().get(0).type(), to.children().get(0)));
      case MAP -> new Entries(path, of(path, from.fields().get(1).type(), to.children().get(0)));
      case MULTISET -> new Entries(path, of(path, LogicalType.int32(), to.children().get(0)));
      case ROW -> new Members(of(path + ".", from.fields(), to));
      default -> new Scalar(from);
    };
  }

  /** What writes the fields of a record, in order. */
  static AvroWriter[] of(String prefix, List<Field> fields, AvroType record) {
    AvroWriter[] writers = new AvroWriter[fields.size()];
    for (int i = 0; i < writers.length; i++) {
      Field field = fields.get(i);
      writers[i] = of(prefix + field.name(), field.type(), record.children().get(i));
    }
    return writers;
  }

  /** Takes the column whose values are written from now on. */
  void bind(Column column) {
    this.column = column;
  }

  final void write(int row, Utf8Buffer out) {
    write(column, row, out);
  }

  abstract void write(Column column, int row, Utf8Buffer out);

  /** An int or a long: variable length, zig-zag. */
  static void writeLong(long value, Utf8Buffer out) {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0) {
      out.append((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.append((byte) rest);
  }

  private static final class OrNull extends AvroWriter {
    private final AvroWriter value;

    OrNull(AvroWriter value) {
      this.value = value;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      value.bind(column);
    }

    @Override
    void write(Column column, int row, Utf8Buffer out) {
      if (column.isNull(row)) {
        writeLong(0, out);
      } else {
        writeLong(1, out);
        value.write(row, out);
      }
    }
  }

  private static final class Scalar extends AvroWriter {
    private static final int DECIMAL_BYTES = 16;

    private final LogicalType type;

    Scalar(LogicalType type) {
      this.type = type;
    }

    @Override
    void write(Column column, int row, Utf8Buffer out) {
      switch (type.kind()) {
        case NULL -> {}
        case BOOLEAN -> out.append((byte) (column.getBoolean(row) ? 1 : 0));
        case TINYINT -> writeLong(column.getByte(row), out);
        case SMALLINT -> writeLong(column.getShort(row), out);
        case INT, DATE, TIME -> writeLong(column.getInt(row), out);
        case BIGINT -> writeLong(column.getLong(row), out);
        case TIMESTAMP, TIMESTAMP_LTZ -> {
          long micros = column.getLong(row);
          writeLong(type.precision() <= 3 ? Math.floorDiv(micros, 1_000) : micros, out);
        }
        case FLOAT -> writeLittleEndian(Float.floatToIntBits(column.getFloat(row)), 4, out);
        case DOUBLE -> writeLittleEndian(Double.doubleToLongBits(column.getDouble(row)), 8, out);
        case DECIMAL -> writeDecimal(column.getDecimalLow(row), column.getDecimalHigh(row), out);
        default -> {
          int length = column.getLength(row);
          writeLong(length, out);
          out.appendMemory(column.getAddress(row), length);
        }
      }
    }

    private static void writeLittleEndian(long bits, int bytes, Utf8Buffer out) {
      for (int i = 0; i < bytes; i++) {
        out.append((byte) (bits >>> 8 * i));
      }
    }

    /** As few bytes as hold the number and its sign, the highest first. */
    private static void writeDecimal(long low, long high, Utf8Buffer out) {
      int length = DECIMAL_BYTES;
      while (length > 1
          && at(low, high, length - 1) == (byte) (at(low, high, length - 2) < 0 ? -1 : 0)) {
        length--;
      }
      writeLong(length, out);
      for (int i = length - 1; i >= 0; i--) {
        out.append(at(low, high, i));
      }
    }

    private static byte at(long low, long high, int index) {
      return (byte) (index < 8 ? low >>> 8 * index : high >>> 8 * (index - 8));
    }
  }

  private static final class Elements extends AvroWriter {
    private final AvroWriter element;

    Elements(AvroWriter element) {
      this.element = element;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      element.bind(column.child(0));
    }

    @Override
    void write(Column column, int row, Utf8Buffer out) {
      int start = column.getStart(row);
      int end = column.getEnd(row);
      if (end > start) {
        writeLong(end - start, out);
        for (int i = start; i < end; i++) {
          element.write(i, out);
        }
      }
      writeLong(0, out);
    }
  }

  private static final class Entries extends AvroWriter {
    private final String path;
    private final AvroWriter value;
    private Column keys;

    Entries(String path, AvroWriter value) {
      this.path = path;
      this.value = value;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      keys = column.child(0).child(0);
      value.bind(column.child(0).child(1));
    }

    @Override
    void write(Column column, int row, Utf8Buffer out) {
      int start = column.getStart(row);
      int end = column.getEnd(row);
      if (end > start) {
        writeLong(end - start, out);
        for (int i = start; i < end; i++) {
          if (keys.isNull(i)) {
            throw WeirException.permanent(
                "a map in column '" + path + "' has the key NULL, which Avro cannot hold",
                "leave such entries out, or take the format 'json'");
          }
          writeLong(keys.getLength(i), out);
          out.appendMemory(keys.getAddress(i), keys.getLength(i));
          value.write(i, out);
        }
      }
      writeLong(0, out);
    }
  }

  private static final class Members extends AvroWriter {
    private final AvroWriter[] members;

    Members(AvroWriter[] members) {
      this.members = members;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      for (int i = 0; i < members.length; i++) {
        members[i].bind(column.child(i));
      }
    }

    @Override
    void write(Column column, int row, Utf8Buffer out) {
      for (AvroWriter member : members) {
        member.write(row, out);
      }
    }
  }
}
