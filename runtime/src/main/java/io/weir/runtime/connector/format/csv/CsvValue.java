package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.ScalarText;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.text.ValueText;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes the values of one column as fields of CSV. */
abstract class CsvValue {
  private final CsvFields fields;
  private Column column;

  private CsvValue(CsvFields fields) {
    this.fields = fields;
  }

  /**
   * The values of a column.
   *
   * @throws OptionException if CSV cannot hold them
   */
  static CsvValue of(Field field, CsvSettings settings, TimestampStyle timestamps) {
    CsvFields fields = new CsvFields(settings);
    LogicalType type = field.type();
    if (!settings.isReadAgain() && !type.fields().isEmpty()) {
      return new Nested(fields, ValueText.of(type, timestamps));
    }
    return switch (type.kind()) {
      case CHAR, VARCHAR, BINARY, VARBINARY ->
          new Text(fields, text(field, type, settings, timestamps));
      case ARRAY ->
          new Elements(
              field.name(),
              fields,
              text(field, type.fields().get(0).type(), settings, timestamps),
              settings);
      case ROW -> {
        List<ScalarText> members = new ArrayList<>();
        for (Field member : type.fields()) {
          members.add(text(field, member.type(), settings, timestamps));
        }
        yield new Members(field.name(), fields, members, settings);
      }
      default -> new Scalar(fields, text(field, type, settings, timestamps));
    };
  }

  private static ScalarText text(
      Field field, LogicalType type, CsvSettings settings, TimestampStyle timestamps) {
    return switch (type.kind()) {
      case BINARY, VARBINARY -> CsvValue::appendBase64;
      case DECIMAL ->
          settings.writesPlainDecimals()
              ? ScalarText.of(type, timestamps)
              : ScalarText.ofDecimalWithExponent(type);
      case NULL -> (column, row, out) -> {};
      case ARRAY, MAP, MULTISET, ROW ->
          throw new OptionException(
              "format",
              "column '" + field.name() + "' is a " + field.type() + ", which CSV cannot hold",
              "CSV holds scalar values, and arrays and rows of them: select the parts,"
                  + " or use the format 'json'");
      default -> ScalarText.of(type, timestamps);
    };
  }

  private static void appendBase64(Column column, int row, Utf8Buffer out) {
    byte[] bytes = new byte[column.getLength(row)];
    Memory.copyToArray(column.getAddress(row), bytes, 0, bytes.length);
    out.append(Base64.getEncoder().encode(bytes));
  }

  /** Takes the column whose values are written from now on. */
  void bind(Column column) {
    this.column = column;
  }

  /** Whether the value at {@code row} is NULL. */
  final boolean isNull(int row) {
    return column.isNull(row);
  }

  /** Appends the value at {@code row}, NULL among them, as a field. */
  final void append(int row, Utf8Buffer out) {
    if (column.isNull(row)) {
      fields.appendNull(out);
    } else {
      appendField(fields, column, row, out);
    }
  }

  abstract void appendField(CsvFields fields, Column column, int row, Utf8Buffer out);

  private static final class Scalar extends CsvValue {
    private final ScalarText text;

    Scalar(CsvFields fields, ScalarText text) {
      super(fields);
      this.text = text;
    }

    @Override
    void appendField(CsvFields fields, Column column, int row, Utf8Buffer out) {
      int start = out.length();
      text.append(column, row, out);
      fields.finishScalar(out, start);
    }
  }

  private static final class Text extends CsvValue {
    private final ScalarText text;

    Text(CsvFields fields, ScalarText text) {
      super(fields);
      this.text = text;
    }

    @Override
    void appendField(CsvFields fields, Column column, int row, Utf8Buffer out) {
      int start = out.length();
      text.append(column, row, out);
      fields.finish(out, start);
    }
  }

  /** Values with parts, in the form in which a CAST to STRING has them. */
  private static final class Nested extends CsvValue {
    private final ValueText text;

    Nested(CsvFields fields, ValueText text) {
      super(fields);
      this.text = text;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      text.bind(column);
    }

    @Override
    void appendField(CsvFields fields, Column column, int row, Utf8Buffer out) {
      int start = out.length();
      text.append(row, out);
      fields.finish(out, start);
    }
  }

  /** Values with a delimiter of their own between them, which none of them may contain. */
  private abstract static class Parts extends CsvValue {
    private final String name;
    private final String delimiter;
    private final byte[] delimiterBytes;

    Parts(String name, CsvFields fields, CsvSettings settings) {
      super(fields);
      this.name = name;
      delimiter = settings.elementDelimiter();
      delimiterBytes = CsvSettings.utf8(delimiter);
    }

    final void appendDelimiter(Utf8Buffer out) {
      out.append(delimiterBytes);
    }

    final void appendPart(
        CsvFields fields, ScalarText text, Column column, int row, Utf8Buffer out) {
      if (column.isNull(row)) {
        fields.appendNull(out);
        return;
      }
      int start = out.length();
      text.append(column, row, out);
      if (!delimiter.isEmpty() && out.toString(start).contains(delimiter)) {
        throw WeirException.permanent(
            "an element of column '"
                + name
                + "' holds the text '"
                + out.toString(start)
                + "', and '"
                + delimiter
                + "' separates elements in CSV",
            "set 'csv.array-element-delimiter' to a character that no element holds");
      }
    }
  }

  private static final class Elements extends Parts {
    private final ScalarText text;
    private Column elements;

    Elements(String name, CsvFields fields, ScalarText text, CsvSettings settings) {
      super(name, fields, settings);
      this.text = text;
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      elements = column.child(0);
    }

    @Override
    void appendField(CsvFields fields, Column column, int row, Utf8Buffer out) {
      int start = out.length();
      int first = column.getStart(row);
      int end = column.getEnd(row);
      for (int i = first; i < end; i++) {
        if (i > first) {
          appendDelimiter(out);
        }
        appendPart(fields, text, elements, i, out);
      }
      fields.finish(out, start);
    }
  }

  private static final class Members extends Parts {
    private final List<ScalarText> texts;
    private final Column[] members;

    Members(String name, CsvFields fields, List<ScalarText> texts, CsvSettings settings) {
      super(name, fields, settings);
      this.texts = texts;
      members = new Column[texts.size()];
    }

    @Override
    void bind(Column column) {
      super.bind(column);
      for (int i = 0; i < members.length; i++) {
        members[i] = column.child(i);
      }
    }

    @Override
    void appendField(CsvFields fields, Column column, int row, Utf8Buffer out) {
      int start = out.length();
      for (int i = 0; i < members.length; i++) {
        if (i > 0) {
          appendDelimiter(out);
        }
        appendPart(fields, texts.get(i), members[i], row, out);
      }
      fields.finish(out, start);
    }
  }
}
