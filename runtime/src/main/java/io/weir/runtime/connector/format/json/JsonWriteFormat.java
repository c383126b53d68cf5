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
  private static final String TIMESTAMPS = "json.timestamp-format.standard";
  private static final String IGNORE_NULL_FIELDS = "json.encode.ignore-null-fields";
  private static final String PLAIN_DECIMALS = "json.encode.decimal-as-plain-number";
  private static final String NULL_KEY_MODE = "json.map-null-key.mode";
  private static final String NULL_KEY_LITERAL = "json.map-null-key.literal";

  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<Option> options() {
    return JsonReadFormat.OPTIONS;
  }

  @Override
  public Encoding encoding(Schema schema, Options options) {
    TimestampStyle timestamps =
        options.text(TIMESTAMPS).equals("ISO-8601") ? TimestampStyle.ISO_8601 : TimestampStyle.SQL;
    return encoding(
        schema,
        new JsonSettings(
            timestamps,
            options.flag(IGNORE_NULL_FIELDS),
            JsonSettings.NullKeys.valueOf(options.text(NULL_KEY_MODE)),
            options.text(NULL_KEY_LITERAL),
            options.flag(PLAIN_DECIMALS)));
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
