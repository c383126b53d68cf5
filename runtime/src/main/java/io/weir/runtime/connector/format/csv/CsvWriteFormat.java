package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * One line a row, fields separated and where needed quoted (RFC 4180 with line feeds), optionally
 * after a line of column names. An empty string is written as {@code ""}, NULL as an empty field or
 * as the NULL literal.
 */
public final class CsvWriteFormat implements WriteFormat {
  private static final Option SCIENTIFIC_DECIMALS =
      Option.optional(
          "csv.write-bigdecimal-in-scientific-notation",
          Option.Kind.BOOLEAN,
          "true",
          "whether small decimals are written with an exponent");

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(CsvReadFormat.OPTIONS);
    options.add(SCIENTIFIC_DECIMALS);
    return options;
  }

  @Override
  public Encoding encoding(Schema schema, Options options) {
    CsvDialect dialect = CsvDialect.of(options);
    CsvSettings settings =
        new CsvSettings(
            String.valueOf((char) dialect.delimiter()),
            character(dialect.quote()),
            character(dialect.escape()),
            dialect.nullLiteral() == null ? "" : dialect.nullLiteral(),
            dialect.elementDelimiter(),
            dialect.hasHeader(),
            !options.flag(SCIENTIFIC_DECIMALS.key()),
            true);
    return encoding(schema, settings, TimestampStyle.SQL);
  }

  /** Rows as they are shown to people: as with the default options, in the given style. */
  public static Encoding encoding(Schema schema, TimestampStyle timestamps) {
    return encoding(schema, CsvSettings.FOR_PEOPLE, timestamps);
  }

  static Encoding encoding(Schema schema, CsvSettings settings, TimestampStyle timestamps) {
    // Types that CSV cannot hold are found now, not when the job runs.
    values(schema, settings, timestamps);
    return new Encoding() {
      @Override
      public byte[] header() {
        return settings.hasHeader() ? headerLine(schema, settings) : new byte[0];
      }

      @Override
      public RowEncoder createEncoder() {
        return new Lines(values(schema, settings, timestamps), settings);
      }
    };
  }

  private static List<CsvValue> values(
      Schema schema, CsvSettings settings, TimestampStyle timestamps) {
    return schema.fields().stream().map(field -> CsvValue.of(field, settings, timestamps)).toList();
  }

  private static byte[] headerLine(Schema schema, CsvSettings settings) {
    Utf8Buffer out = new Utf8Buffer(64);
    CsvFields fields = new CsvFields(settings);
    for (Field field : schema.fields()) {
      if (out.length() > 0) {
        out.append(settings.delimiter());
      }
      int start = out.length();
      out.append(field.name());
      fields.finish(out, start);
    }
    out.append('\n');
    return out.toByteArray();
  }

  private static Character character(byte ascii) {
    return ascii == CsvDialect.NONE ? null : (char) ascii;
  }

  private static final class Lines implements RowEncoder {
    private final List<CsvValue> values;
    private final byte[] delimiter;
    private final boolean nullIsEmptyLine;

    Lines(List<CsvValue> values, CsvSettings settings) {
      this.values = values;
      delimiter = CsvSettings.utf8(settings.delimiter());
      nullIsEmptyLine =
          settings.isReadAgain() && values.size() == 1 && settings.nullLiteral().isEmpty();
    }

    @Override
    public void bind(List<Column> columns) {
      for (int i = 0; i < values.size(); i++) {
        values.get(i).bind(columns.get(i));
      }
    }

    @Override
    public void encode(int row, Utf8Buffer out) {
      if (nullIsEmptyLine && values.get(0).isNull(row)) {
        throw WeirException.permanent(
            "a row of one column that is NULL would be an empty line of CSV, which readers skip",
            "set 'csv.null-literal'");
      }
      for (int i = 0; i < values.size(); i++) {
        if (i > 0) {
          out.append(delimiter);
        }
        values.get(i).append(row, out);
      }
      out.append('\n');
    }
  }
}
