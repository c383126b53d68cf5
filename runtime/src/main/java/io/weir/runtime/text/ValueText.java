package io.weir.runtime.text;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.List;

/**
 * The text of values of any type as people read it: {@code [1, 2]} for arrays, {@code {k=1}} for
 * maps, {@code (1, abc)} for rows, {@code x'0aff'} for bytes, {@code +1 02:00:00.000} for
 * intervals, {@code NULL}. Bound to the column of one batch at a time.
 */
public abstract class ValueText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Column column;

  private ValueText() {}

  /** The text of values of {@code type}. */
  public static ValueText of(LogicalType type, TimestampStyle style) {
    List<ValueText> children =
        type.fields().stream().map(Field::type).map(child -> of(child, style)).toList();
    return switch (type.kind()) {
      case NULL -> new Scalar((column, row, out) -> {});
      case BINARY, VARBINARY -> new Scalar(ValueText::appendBytes);
      case INTERVAL_YEAR_MONTH ->
          new Scalar((column, row, out) -> IntervalText.appendMonths(out, column.getInt(row)));
      case INTERVAL_DAY_TIME ->
          new Scalar((column, row, out) -> IntervalText.appendMicros(out, column.getLong(row)));
      case ROW -> new Composite(children);
      case ARRAY -> new Elements(children.get(0));
      case MAP -> new Entries(children.get(0), children.get(1));
      case MULTISET -> new Entries(children.get(0), of(LogicalType.int32(), style));
      default -> new Scalar(ScalarText.of(type, style));
    };
  }

  /** Takes the column whose values are written from now on. */
  public void bind(Column column) {
    this.column = column;
  }

  /** Appends the value at {@code row}. */
  public final void append(int row, Utf8Buffer out) {
    if (column.isNull(row)) {
      out.appendAscii("NULL");
    } else {
      appendValue(column, row, out);
    }
  }

  abstract void appendValue(Column column, int row, Utf8Buffer out);

  private static void appendBytes(Column column, int row, Utf8Buffer out) {
    long address = column.getAddress(row);
    int length = column.getLength(row);
    out.appendAscii("x'");
    for (int i = 0; i < length; i++) {
      byte value = Memory.getByte(address + i);
      out.append(HEX[(value >> 4) & 15]);
      out.append(HEX[value & 15]);
    }
    out.append('\'');
  }

  private static final class Scalar extends ValueText {
    private final ScalarText text;

    Scalar(ScalarText text) {
      this.text = text;
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      text.append(column, row, out);
    }
  }

  private static final class Composite extends ValueText {
    private final List<ValueText> fields;

    Composite(List<ValueText> fields) {
      this.fields = fields;
    }

    @Override
    public void bind(Column column) {
      super.bind(column);
      for (int i = 0; i < fields.size(); i++) {
        fields.get(i).bind(column.child(i));
      }
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      out.append('(');
      for (int i = 0; i < fields.size(); i++) {
        if (i > 0) {
          out.appendAscii(", ");
        }
        fields.get(i).append(row, out);
      }
      out.append(')');
    }
  }

  private static final class Elements extends ValueText {
    private final ValueText element;

    Elements(ValueText element) {
      this.element = element;
    }

    @Override
    public void bind(Column column) {
      super.bind(column);
      element.bind(column.child(0));
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      out.append('[');
      int start = column.getStart(row);
      int end = column.getEnd(row);
      for (int i = start; i < end; i++) {
        if (i > start) {
          out.appendAscii(", ");
        }
        element.append(i, out);
      }
      out.append(']');
    }
  }

  private static final class Entries extends ValueText {
    private final ValueText key;
    private final ValueText value;

    Entries(ValueText key, ValueText value) {
      this.key = key;
      this.value = value;
    }

    @Override
    public void bind(Column column) {
      super.bind(column);
      Column entries = column.child(0);
      key.bind(entries.child(0));
      value.bind(entries.child(1));
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      out.append('{');
      int start = column.getStart(row);
      int end = column.getEnd(row);
      for (int i = start; i < end; i++) {
        if (i > start) {
          out.appendAscii(", ");
        }
        key.append(i, out);
        out.append('=');
        value.append(i, out);
      }
      out.append('}');
    }
  }
}
