package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
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
  private static final Option DELIMITER =
      Option.optional("csv.field-delimiter", Option.Kind.TEXT, ",", "what separates fields");
  private static final Option QUOTE =
      Option.optional(
          "csv.quote-character", Option.Kind.TEXT, "\"", "what fields that need it are put in");
  private static final Option NO_QUOTES =
      Option.optional(
          "csv.disable-quote-character",
          Option.Kind.BOOLEAN,
          "false",
          "whether fields are never put in quotes");
  private static final Option ESCAPE =
      Option.optional(
          "csv.escape-character",
          Option.Kind.TEXT,
          null,
          "what is put in front of itself, and without quotes of delimiters");
  private static final Option NULL_LITERAL =
      Option.optional(
          "csv.null-literal", Option.Kind.TEXT, null, "what stands for NULL; else an empty field");
  private static final Option ELEMENT_DELIMITER =
      Option.optional(
          "csv.array-element-delimiter",
          Option.Kind.TEXT,
          ";",
          "what separates the elements of arrays and the fields of rows");
  private static final Option HEADER =
      Option.optional(
          "csv.header",
          Option.Kind.BOOLEAN,
          "false",
          "whether each file starts with a line of column names");

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public List<Option> options() {
    return List.of(
        DELIMITER,
        QUOTE,
        NO_QUOTES,
        ESCAPE,
        NULL_LITERAL,
        ELEMENT_DELIMITER,
        HEADER,
        SCIENTIFIC_DECIMALS);
  }

  @Override
  public Encoding encoding(Schema schema, Options options) {
    boolean hasQuotes = !options.flag(NO_QUOTES.key());
    CsvSettings settings =
        new CsvSettings(
            text(options, DELIMITER.key()),
            hasQuotes ? character(options, QUOTE.key()) : null,
            options.has(ESCAPE.key()) ? character(options, ESCAPE.key()) : null,
            options.textIfPresent(NULL_LITERAL.key()).orElse(""),
            options.text(ELEMENT_DELIMITER.key()),
            options.flag(HEADER.key()),
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

  private static String text(Options options, String key) {
    String text = options.text(key);
    if (text.isEmpty()) {
      throw new OptionException(key, "option '" + key + "' is empty", null);
    }
    return text;
  }

  private static Character character(Options options, String key) {
    String text = options.text(key);
    if (text.length() != 1 || text.charAt(0) > 0x7f) {
      throw new OptionException(
          key,
          "option '" + key + "' has the value '" + text + "', expected one ASCII character",
          null);
    }
    return text.charAt(0);
  }

  private static final class Lines implements RowEncoder {
    private final List<CsvValue> values;
    private final byte[] delimiter;
    private final boolean nullIsEmptyLine;

    Lines(List<CsvValue> values, CsvSettings settings) {
      this.values = values;
      delimiter = CsvSettings.utf8(settings.delimiter());
      nullIsEmptyLine =
          settings.refusesEmptyLines() && values.size() == 1 && settings.nullLiteral().isEmpty();
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
