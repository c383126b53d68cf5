package io.weir.runtime.function.cast;

import io.weir.runtime.function.ZoneOffsets;
import io.weir.runtime.text.IntervalText;
import io.weir.runtime.text.NumberText;
import io.weir.runtime.text.TimeText;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.List;

/** How the values of one column are written as text by CAST, as Flink writes them. */
@FunctionalInterface
interface ValueText {
  /** Appends the value in {@code row}, which is not NULL. */
  void append(Utf8Buffer out, int row);

  /** The text of the values of {@code column}, valid as long as it is. */
  static ValueText of(LogicalType type, Column column, ZoneOffsets zone) {
    return switch (type.kind()) {
      case BOOLEAN -> (out, row) -> out.appendAscii(column.getBoolean(row) ? "TRUE" : "FALSE");
      case TINYINT -> (out, row) -> NumberText.appendLong(out, column.getByte(row));
      case SMALLINT -> (out, row) -> NumberText.appendLong(out, column.getShort(row));
      case INT -> (out, row) -> NumberText.appendLong(out, column.getInt(row));
      case BIGINT -> (out, row) -> NumberText.appendLong(out, column.getLong(row));
      case FLOAT -> (out, row) -> NumberText.appendFloat(out, column.getFloat(row));
      case DOUBLE -> (out, row) -> NumberText.appendDouble(out, column.getDouble(row));
      case DECIMAL ->
          (out, row) ->
              NumberText.appendDecimal(
                  out, column.getDecimalLow(row), column.getDecimalHigh(row), type.scale());
      case CHAR, VARCHAR, BINARY, VARBINARY ->
          (out, row) -> out.appendMemory(column.getAddress(row), column.getLength(row));
      case DATE -> (out, row) -> TimeText.appendDate(out, column.getInt(row));
      case TIME -> {
        int digits = Math.min(1, type.precision());
        yield (out, row) -> TimeText.appendTime(out, column.getInt(row), digits);
      }
      case TIMESTAMP ->
          (out, row) -> TimeText.appendTimestamp(out, column.getLong(row), ' ', type.precision());
      case TIMESTAMP_LTZ ->
          (out, row) ->
              TimeText.appendTimestamp(
                  out, zone.toLocal(column.getLong(row)), ' ', type.precision());
      case INTERVAL_YEAR_MONTH -> (out, row) -> IntervalText.appendMonths(out, column.getInt(row));
      case INTERVAL_DAY_TIME -> (out, row) -> IntervalText.appendMicros(out, column.getLong(row));
      case ARRAY -> ofArray(type, column, zone);
      case MAP, MULTISET -> ofMap(type, column, zone);
      case ROW -> ofRow(type, column, zone);
      case NULL -> (out, row) -> out.appendAscii("NULL");
    };
  }

  /** {@link #of}, with NULL where the value is. */
  private static ValueText nullable(LogicalType type, Column column, ZoneOffsets zone) {
    ValueText text = of(type, column, zone);
    return (out, row) -> {
      if (column.isNull(row)) {
        out.appendAscii("NULL");
      } else {
        text.append(out, row);
      }
    };
  }

  private static ValueText ofArray(LogicalType type, Column column, ZoneOffsets zone) {
    ValueText element = nullable(type.fields().get(0).type(), column.child(0), zone);
    return (out, row) -> {
      out.append('[');
      for (int slot = column.getStart(row); slot < column.getEnd(row); slot++) {
        if (slot > column.getStart(row)) {
          out.appendAscii(", ");
        }
        element.append(out, slot);
      }
      out.append(']');
    };
  }

  private static ValueText ofMap(LogicalType type, Column column, ZoneOffsets zone) {
    LogicalType valueType =
        type.kind() == TypeKind.MAP ? type.fields().get(1).type() : LogicalType.int32();
    Column entries = column.child(0);
    ValueText key = nullable(type.fields().get(0).type(), entries.child(0), zone);
    ValueText value = nullable(valueType, entries.child(1), zone);
    return (out, row) -> {
      out.append('{');
      for (int slot = column.getStart(row); slot < column.getEnd(row); slot++) {
        if (slot > column.getStart(row)) {
          out.appendAscii(", ");
        }
        key.append(out, slot);
        out.append('=');
        value.append(out, slot);
      }
      out.append('}');
    };
  }

  private static ValueText ofRow(LogicalType type, Column column, ZoneOffsets zone) {
    List<ValueText> fields = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      fields.add(nullable(type.fields().get(i).type(), column.child(i), zone));
    }
    return (out, row) -> {
      out.append('(');
      for (int i = 0; i < fields.size(); i++) {
        if (i > 0) {
          out.appendAscii(", ");
        }
        fields.get(i).append(out, row);
      }
      out.append(')');
    };
  }
}
