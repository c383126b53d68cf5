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
    return encoding(schema, JsonReadFormat.settings(options));
  }

  /** Rows as they are shown to people: as with the default options, in the given style. */
  public static Encoding encoding(Schema schema, TimestampStyle timestamps) {
    return encoding(
        schema,
        new JsonSettings(timestamps, false, JsonSettings.NullKeys.LITERAL, "null", true, false));
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
