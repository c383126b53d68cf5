package io.weir.runtime.connector.print;

import io.weir.runtime.text.NumberText;
import io.weir.runtime.text.ScalarText;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A row or a nested ROW as Flink prints the Java objects of its values: {@code [1, abc,
 * 2001-04-16T19:00, null]}, bytes as numbers, {@code {k=v}} for maps, {@code +I} before nested
 * rows.
 */
final class PrintedRow {
  private final Value[] values;

  PrintedRow(List<Field> fields) {
    values = fields.stream().map(field -> value(field.type())).toArray(Value[]::new);
  }

  void bind(IntFunction<Column> columns) {
    for (int i = 0; i < values.length; i++) {
      values[i].bind(columns.apply(i));
    }
  }

  void append(int row, Utf8Buffer out) {
    out.append('[');
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.appendAscii(", ");
      }
      values[i].append(row, out);
    }
    out.append(']');
  }

  private static Value value(LogicalType type) {
    List<Field> fields = type.fields();
    return switch (type.kind()) {
      case ROW -> new Nested(new PrintedRow(fields));
      case ARRAY -> new Elements(value(fields.get(0).type()));
      case MAP -> new Entries(value(fields.get(0).type()), value(fields.get(1).type()));
      case MULTISET -> new Entries(value(fields.get(0).type()), value(LogicalType.int32()));
      default -> new Scalar(scalar(type));
    };
  }

  private static ScalarText scalar(LogicalType type) {
    return switch (type.kind()) {
      case NULL -> (column, row, out) -> {};
      case BINARY, VARBINARY -> PrintedRow::appendBytes;
      case DECIMAL -> ScalarText.ofDecimalWithExponent(type);
      case TIME -> object((column, row) -> LocalTime.ofNanoOfDay(1_000_000L * column.getInt(row)));
      case TIMESTAMP ->
          object((column, row) -> LocalDateTime.ofInstant(instant(column, row), ZoneOffset.UTC));
      case TIMESTAMP_LTZ -> object(PrintedRow::instant);
      case INTERVAL_YEAR_MONTH ->
          object((column, row) -> Period.ofMonths(column.getInt(row)).normalized());
      case INTERVAL_DAY_TIME ->
          object((column, row) -> Duration.of(column.getLong(row), ChronoUnit.MICROS));
      default -> ScalarText.of(type, TimestampStyle.ISO_8601);
    };
  }

  private interface JavaObject {
    Object get(Column column, int row);
  }

  private static ScalarText object(JavaObject value) {
    return (column, row, out) -> out.appendAscii(value.get(column, row).toString());
  }

  private static Instant instant(Column column, int row) {
    return Instant.EPOCH.plus(column.getLong(row), ChronoUnit.MICROS);
  }

  private static void appendBytes(Column column, int row, Utf8Buffer out) {
    long address = column.getAddress(row);
    out.append('[');
    for (int i = 0; i < column.getLength(row); i++) {
      if (i > 0) {
        out.appendAscii(", ");
      }
      NumberText.appendLong(out, Memory.getByte(address + i));
    }
    out.append(']');
  }

  private abstract static class Value {
    private Column column;

    void bind(Column column) {
      this.column = column;
    }

    final void append(int row, Utf8Buffer out) {
      if (column.isNull(row)) {
        out.appendAscii("null");
      } else {
        appendValue(column, row, out);
      }
    }

    abstract void appendValue(Column column, int row, Utf8Buffer out);
  }

  private static final class Scalar extends Value {
    private final ScalarText text;

    Scalar(ScalarText text) {
      this.text = text;
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      text.append(column, row, out);
    }
  }

  private static final class Nested extends Value {
    private final PrintedRow nested;

    Nested(PrintedRow nested) {
      this.nested = nested;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      nested.bind(column::child);
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      out.appendAscii("+I");
      nested.append(row, out);
    }
  }

  private static final class Elements extends Value {
    private final Value element;

    Elements(Value element) {
      this.element = element;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      element.bind(column.child(0));
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      out.append('[');
      int start = column.getStart(row);
      for (int i = start; i < column.getEnd(row); i++) {
        if (i > start) {
          out.appendAscii(", ");
        }
        element.append(i, out);
      }
      out.append(']');
    }
  }

  private static final class Entries extends Value {
    private final Value key;
    private final Value value;

    Entries(Value key, Value value) {
      this.key = key;
      this.value = value;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      key.bind(column.child(0).child(0));
      value.bind(column.child(0).child(1));
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      out.append('{');
      int start = column.getStart(row);
      for (int i = start; i < column.getEnd(row); i++) {
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
