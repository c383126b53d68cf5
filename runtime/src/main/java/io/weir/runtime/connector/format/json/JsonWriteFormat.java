package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.List;

/** One JSON object a line, with a member for each column. */
public final class JsonWriteFormat implements WriteFormat {
  private static final Option TIMESTAMPS =
      Option.choice(
          "json.timestamp-format.standard",
          List.of("SQL", "ISO-8601"),
          "SQL",
          "how timestamps are written: 2020-12-30 12:13:14.123 or 2020-12-30T12:13:14.123");
  private static final Option IGNORE_NULL_FIELDS =
      Option.optional(
          "json.encode.ignore-null-fields",
          Option.Kind.BOOLEAN,
          "false",
          "whether fields that are NULL are left out");
  private static final Option PLAIN_DECIMALS =
      Option.optional(
          "json.encode.decimal-as-plain-number",
          Option.Kind.BOOLEAN,
          "false",
          "whether decimals are written without an exponent");
  private static final Option NULL_KEY_MODE =
      Option.choice(
          "json.map-null-key.mode",
          List.of("FAIL", "DROP", "LITERAL"),
          "FAIL",
          "what becomes of a map's entry whose key is NULL");
  private static final Option NULL_KEY_LITERAL =
      Option.optional(
          "json.map-null-key.literal",
          Option.Kind.TEXT,
          "null",
          "the key that stands for NULL in mode LITERAL");

  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<Option> options() {
    return List.of(TIMESTAMPS, IGNORE_NULL_FIELDS, PLAIN_DECIMALS, NULL_KEY_MODE, NULL_KEY_LITERAL);
  }

  @Override
  public Encoding encoding(Schema schema, Options options) {
    TimestampStyle timestamps =
        options.text(TIMESTAMPS.key()).equals("ISO-8601")
            ? TimestampStyle.ISO_8601
            : TimestampStyle.SQL;
    return encoding(
        schema,
        new JsonSettings(
            timestamps,
            options.flag(IGNORE_NULL_FIELDS.key()),
            JsonSettings.NullKeys.valueOf(options.text(NULL_KEY_MODE.key())),
            options.text(NULL_KEY_LITERAL.key()),
            options.flag(PLAIN_DECIMALS.key())));
  }

  /** Rows as they are shown to people: as with the default options, in the given style. */
  public static Encoding encoding(Schema schema, TimestampStyle timestamps) {
    return encoding(
        schema, new JsonSettings(timestamps, false, JsonSettings.NullKeys.LITERAL, "null", true));
  }

  static Encoding encoding(Schema schema, JsonSettings settings) {
    // Types that JSON cannot hold are found now, not when the job runs.
    JsonValue.JsonObject.of("", schema.fields(), settings);
    return new Encoding() {
      @Override
      public byte[] header() {
        return new byte[0];
      }

      @Override
      public RowEncoder createEncoder() {
        return new Lines(JsonValue.JsonObject.of("", schema.fields(), settings));
      }
    };
  }

  private record Lines(JsonValue.JsonObject object) implements RowEncoder {
    @Override
    public void bind(List<Column> columns) {
      object.bind(columns::get);
    }

    @Override
    public void encode(int row, Utf8Buffer out) {
      object.append(row, out);
      out.append('\n');
    }
  }
}
