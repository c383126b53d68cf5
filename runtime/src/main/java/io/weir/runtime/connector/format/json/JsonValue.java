package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.NumberText;
import io.weir.runtime.text.ScalarText;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.text.ValueText;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Writes the values of one column, or of one level of a nested one, as JSON. */
abstract class JsonValue {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private Column column;

  private JsonValue() {}

  /**
   * The values of a type.
   *
   * @param path the column's name, followed by those of fields within it, for errors
   * @throws OptionException if JSON cannot hold them
   */
  static JsonValue of(String path, LogicalType type, JsonSettings settings) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
          new Scalar(ScalarText.of(type, settings.timestamps()));
      case FLOAT -> new Scalar(JsonValue::appendFloat);
      case DOUBLE -> new Scalar(JsonValue::appendDouble);
      case DECIMAL -> new Scalar(decimal(type, settings));
      case CHAR, VARCHAR -> new Text();
      case BINARY, VARBINARY -> new Scalar(JsonValue::appendBase64);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ ->
          new Scalar(quoted(ScalarText.of(type, settings.timestamps())));
      case NULL -> new Scalar((column, row, out) -> out.append(NULL));
      case ARRAY -> new Elements(of(path + "[]", type.fields().get(0).type(), settings));
      case ROW -> new Members(JsonObject.of(path + ".", type.fields(), settings));
      case MAP -> entries(path, type, type.fields().get(1).type(), settings);
      case MULTISET -> entries(path, type, LogicalType.int32(), settings);
    };
  }

  private static JsonValue entries(
      String path, LogicalType type, LogicalType value, JsonSettings settings) {
    LogicalType key = type.fields().get(0).type();
    if (settings.isReadAgain()) {
      requireStringKey(path, type, key);
    }
    Optional<ValueText> keyText =
        key.kind().isCharacter()
            ? Optional.empty()
            : Optional.of(ValueText.of(key, settings.timestamps()));
    return new Entries(path, keyText, of(path + "[]", value, settings), settings);
  }

  private static void requireStringKey(String path, LogicalType type, LogicalType key) {
    if (!key.kind().isCharacter()) {
      throw new OptionException(
          "format",
          "column '" + path + "' is a " + type + ", and JSON has strings as keys only",
          "CAST the key " + key + " to STRING");
    }
  }

  /** Takes the column whose values are written from now on. */
  void bind(Column column) {
    this.column = column;
  }

  /** Whether the value at {@code row} is NULL. */
  final boolean isNull(int row) {
    return column.isNull(row);
  }

  /** Appends the value at {@code row}, {@code null} among them. */
  final void append(int row, Utf8Buffer out) {
    if (column.isNull(row)) {
      out.append(NULL);
    } else {
      appendValue(column, row, out);
    }
  }

  abstract void appendValue(Column column, int row, Utf8Buffer out);

  private static ScalarText quoted(ScalarText text) {
    return (column, row, out) -> {
      out.append('"');
      text.append(column, row, out);
      out.append('"');
    };
  }

  private static ScalarText decimal(LogicalType type, JsonSettings settings) {
    return settings.writesPlainDecimals()
        ? ScalarText.of(type, settings.timestamps())
        : ScalarText.ofDecimalWithExponent(type);
  }

  /** NaN and infinities have no number in JSON: they become strings. */
  private static void appendDouble(Column column, int row, Utf8Buffer out) {
    double value = column.getDouble(row);
    if (Double.isFinite(value)) {
      NumberText.appendDouble(out, value);
    } else {
      out.append('"');
      NumberText.appendDouble(out, value);
      out.append('"');
    }
  }

  private static void appendFloat(Column column, int row, Utf8Buffer out) {
    float value = column.getFloat(row);
    if (Float.isFinite(value)) {
      NumberText.appendFloat(out, value);
    } else {
      out.append('"');
      NumberText.appendFloat(out, value);
      out.append('"');
    }
  }

  private static void appendBase64(Column column, int row, Utf8Buffer out) {
    byte[] bytes = new byte[column.getLength(row)];
    Memory.copyToArray(column.getAddress(row), bytes, 0, bytes.length);
    out.append('"');
    out.append(Base64.getEncoder().encode(bytes));
    out.append('"');
  }

  private static final class Scalar extends JsonValue {
    private final ScalarText text;

    Scalar(ScalarText text) {
      this.text = text;
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      text.append(column, row, out);
    }
  }

  private static final class Text extends JsonValue {
    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      JsonStrings.append(out, column.getAddress(row), column.getLength(row));
    }
  }

  private static final class Members extends JsonValue {
    private final JsonObject object;

    Members(JsonObject object) {
      this.object = object;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      object.bind(column::child);
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      object.append(row, out);
    }
  }

  private static final class Elements extends JsonValue {
    private final JsonValue element;

    Elements(JsonValue element) {
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
      int end = column.getEnd(row);
      for (int i = start; i < end; i++) {
        if (i > start) {
          out.append(',');
        }
        element.append(i, out);
      }
      out.append(']');
    }
  }

  private static final class Entries extends JsonValue {
    private final String path;
    private final Optional<ValueText> keyText;
    private final JsonValue value;
    private final JsonSettings settings;
    private final Utf8Buffer key = new Utf8Buffer(32);
    private Column keys;

    /** {@code keyText} writes keys that are no strings. */
    Entries(String path, Optional<ValueText> keyText, JsonValue value, JsonSettings settings) {
      this.path = path;
      this.keyText = keyText;
      this.value = value;
      this.settings = settings;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      Column entries = column.child(0);
      keys = entries.child(0);
      keyText.ifPresent(text -> text.bind(keys));
      value.bind(entries.child(1));
    }

    @Override
    void appendValue(Column column, int row, Utf8Buffer out) {
      out.append('{');
      int end = column.getEnd(row);
      boolean isFirst = true;
      for (int i = column.getStart(row); i < end; i++) {
        if (keys.isNull(i) && settings.nullKeys() == JsonSettings.NullKeys.DROP) {
          continue;
        }
        if (!isFirst) {
          out.append(',');
        }
        isFirst = false;
        appendKey(i, out);
        out.append(':');
        value.append(i, out);
      }
      out.append('}');
    }

    private void appendKey(int row, Utf8Buffer out) {
      if (!keys.isNull(row) && keyText.isPresent()) {
        key.clear();
        keyText.get().append(row, key);
        JsonStrings.append(out, key.toString());
      } else if (!keys.isNull(row)) {
        JsonStrings.append(out, keys.getAddress(row), keys.getLength(row));
      } else if (settings.nullKeys() == JsonSettings.NullKeys.LITERAL) {
        JsonStrings.append(out, settings.nullKeyLiteral());
      } else {
        throw WeirException.permanent(
            "a map in column '" + path + "' has the key NULL, which JSON cannot hold",
            "set the format's option 'map-null-key.mode' to 'DROP' or 'LITERAL'");
      }
    }
  }

  /** The members of a row or of a nested ROW. */
  static final class JsonObject {
    private final byte[][] names;
    private final JsonValue[] values;
    private final boolean ignoresNullFields;

    private JsonObject(byte[][] names, JsonValue[] values, boolean ignoresNullFields) {
      this.names = names;
      this.values = values;
      this.ignoresNullFields = ignoresNullFields;
    }

    /** {@code pathPrefix} comes before the field names in errors. */
    static JsonObject of(String pathPrefix, List<Field> fields, JsonSettings settings) {
      byte[][] names = new byte[fields.size()][];
      JsonValue[] values = new JsonValue[fields.size()];
      for (int i = 0; i < names.length; i++) {
        Field field = fields.get(i);
        Utf8Buffer name = new Utf8Buffer(field.name().length() + 3);
        JsonStrings.append(name, field.name());
        name.append(':');
        names[i] = name.toByteArray();
        values[i] = JsonValue.of(pathPrefix + field.name(), field.type(), settings);
      }
      return new JsonObject(names, values, settings.ignoresNullFields());
    }

    void bind(java.util.function.IntFunction<Column> columns) {
      for (int i = 0; i < values.length; i++) {
        values[i].bind(columns.apply(i));
      }
    }

    void append(int row, Utf8Buffer out) {
      out.append('{');
      boolean isFirst = true;
      for (int i = 0; i < values.length; i++) {
        JsonValue value = values[i];
        if (ignoresNullFields && value.isNull(row)) {
          continue;
        }
        if (!isFirst) {
          out.append(',');
        }
        isFirst = false;
        out.append(names[i]);
        value.append(row, out);
      }
      out.append('}');
    }
  }
}
