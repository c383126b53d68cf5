package io.weir.runtime.parquet;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import java.util.List;

/**
 * Writes rows for a {@link ParquetWriter}: the row's length, and for each value a byte that says
 * whether it is there, then the value as Parquet stores it. Before strings, arrays and maps comes
 * how long they are.
 */
public final class RowStager {
  private final StagedValue[] values;

  /** A stager of rows with these columns. */
  public RowStager(List<Field> columns) {
    values =
        columns.stream()
            .map(column -> StagedValue.of(column.name(), column.type()))
            .toArray(StagedValue[]::new);
  }

  /** Takes the columns of a batch. */
  public void bind(List<Column> columns) {
    for (int i = 0; i < values.length; i++) {
      values[i].bind(columns.get(i));
    }
  }

  /**
   * Appends a row.
   *
   * @throws WeirException if Parquet cannot hold a value
   */
  public void stage(int row, Utf8Buffer out) {
    int start = out.length();
    out.ensureRoom(Integer.BYTES);
    out.advance(Integer.BYTES);
    for (StagedValue value : values) {
      value.append(row, out);
    }
    Bytes.putInt(out.bytes(), start, out.length() - start - Integer.BYTES);
  }

  /** The values of one column, or of one level of a nested one. */
  private abstract static class StagedValue {
    private Column column;

    static StagedValue of(String path, LogicalType type) {
      return switch (type.kind()) {
        case BOOLEAN, TINYINT -> new Small();
        case SMALLINT -> new Fixed(Short.BYTES);
        case INT, DATE, TIME, FLOAT -> new Fixed(Integer.BYTES);
        case BIGINT, DOUBLE, TIMESTAMP, TIMESTAMP_LTZ -> new Fixed(Long.BYTES);
        case DECIMAL -> new Decimals(type.precision());
        case CHAR, VARCHAR, BINARY, VARBINARY -> new Texts();
        case ROW ->
            new Members(
                type.fields().stream()
                    .map(field -> of(path + "." + field.name(), field.type()))
                    .toArray(StagedValue[]::new));
        case ARRAY -> new Elements(of(path + "[]", type.fields().get(0).type()));
        case MAP ->
            new Entries(
                path,
                of(path + "[]", type.fields().get(0).type()),
                of(path + "[]", type.fields().get(1).type()));
        case MULTISET ->
            new Entries(
                path,
                of(path + "[]", type.fields().get(0).type()),
                of(path + "[]", LogicalType.int32()));
        default -> throw new AssertionError("Parquet does not hold " + type);
      };
    }

    void bind(Column column) {
      this.column = column;
    }

    final boolean isNull(int row) {
      return column.isNull(row);
    }

    final void append(int row, Utf8Buffer out) {
      if (column.isNull(row)) {
        out.append((byte) 0);
      } else {
        out.append((byte) 1);
        appendValue(column, row, out);
      }
    }

    abstract void appendValue(Column column, int row, Utf8Buffer out);

    static void appendInt(int value, Utf8Buffer out) {
      out.ensureRoom(Integer.BYTES);
      Bytes.putInt(out.bytes(), out.length(), value);
      out.advance(Integer.BYTES);
    }

    static void appendLong(long value, Utf8Buffer out) {
      out.ensureRoom(Long.BYTES);
      Bytes.putLong(out.bytes(), out.length(), value);
      out.advance(Long.BYTES);
    }
  }

  /** BOOLEAN, whose values are bits, and TINYINT. */
  private static final class Small extends StagedValue {
    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      if (column.isBits()) {
        out.append((byte) (column.getBoolean(row) ? 1 : 0));
      } else {
        appendInt(column.getByte(row), out);
      }
    }
  }

  private static final class Fixed extends StagedValue {
    private final int bytes;

    Fixed(int bytes) {
      this.bytes = bytes;
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      switch (bytes) {
        case Short.BYTES -> appendInt(column.getShort(row), out);
        case Integer.BYTES -> appendInt(column.getInt(row), out);
        default -> appendLong(column.getLong(row), out);
      }
    }
  }

  private static final class Decimals extends StagedValue {
    private final int precision;

    Decimals(int precision) {
      this.precision = precision;
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      if (precision <= 9) {
        appendInt((int) column.getDecimalLow(row), out);
      } else if (precision <= 18) {
        appendLong(column.getDecimalLow(row), out);
      } else {
        // The highest byte comes first.
        appendLong(Long.reverseBytes(column.getDecimalHigh(row)), out);
        appendLong(Long.reverseBytes(column.getDecimalLow(row)), out);
      }
    }
  }

  private static final class Texts extends StagedValue {
    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      appendInt(column.getLength(row), out);
      out.appendMemory(column.getAddress(row), column.getLength(row));
    }
  }

  private static final class Members extends StagedValue {
    private final StagedValue[] members;

    Members(StagedValue[] members) {
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
    void appendValue(Column column, int row, Utf8Buffer out) {
      for (StagedValue member : members) {
        member.append(row, out);
      }
    }
  }

  private static final class Elements extends StagedValue {
    private final StagedValue element;

    Elements(StagedValue element) {
      this.element = element;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      element.bind(column.child(0));
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      int end = column.getEnd(row);
      appendInt(column.getLength(row), out);
      for (int i = column.getStart(row); i < end; i++) {
        element.append(i, out);
      }
    }
  }

  private static final class Entries extends StagedValue {
    private final String path;
    private final StagedValue key;
    private final StagedValue value;

    Entries(String path, StagedValue key, StagedValue value) {
      this.path = path;
      this.key = key;
      this.value = value;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      Column entries = column.child(0);
      key.bind(entries.child(0));
      value.bind(entries.child(1));
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      int end = column.getEnd(row);
      appendInt(column.getLength(row), out);
      for (int i = column.getStart(row); i < end; i++) {
        if (key.isNull(i)) {
          throw WeirException.permanent(
              "a map in column '" + path + "' has the key NULL, which Parquet cannot hold",
              "leave such entries out, or use the format 'json'");
        }
        key.append(i, out);
        value.append(i, out);
      }
    }
  }
}
