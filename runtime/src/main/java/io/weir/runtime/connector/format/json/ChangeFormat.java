package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.TextDecoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.Faults;
import io.weir.runtime.connector.format.text.TextReader;
import io.weir.runtime.connector.format.text.TextReading;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * JSON that says how rows change, as a tool that captures the changes of a database writes it: one
 * message a line of a file, or a message of its own. It is written as insertions and deletions,
 * since a row knows only what it does itself.
 */
public final class ChangeFormat implements ReadFormat, WriteFormat, MessageFormat {
  private final ChangeStyle style;
  private final JsonOptions json;

  private ChangeFormat(ChangeStyle style) {
    this.style = style;
    this.json = new JsonOptions(style.name());
  }

  /** The formats of this kind, in the order of documentation. */
  public static List<ChangeFormat> all() {
    return List.of(
        new ChangeFormat(new DebeziumStyle()),
        new ChangeFormat(new CanalStyle()),
        new ChangeFormat(new MaxwellStyle()),
        new ChangeFormat(new OggStyle()));
  }

  /**
   * How messages of one table are understood.
   *
   * @param ignoreOption the option that skips those that are not
   */
  record Rules(ChangeStyle.Reading reading, JsonRules json, String ignoreOption) {}

  @Override
  public String name() {
    return style.name();
  }

  @Override
  public boolean hasRowKinds() {
    return true;
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(json.all());
    options.addAll(1, style.ownOptions());
    return options;
  }

  private Rules rules(FileColumns columns, Options options) {
    return new Rules(
        style.reading(options), json.rules(columns, options, false), json.ignoreParseErrors());
  }

  @Override
  public FileDecoder createDecoder(FileColumns columns, Options options) {
    Rules rules = rules(columns, options);
    Schema schema = columns.neededSchema();
    return (TextDecoder)
        (input, position, kept, allocator) -> {
          Faults.Rules faults = rules.json().faults(rules.ignoreOption());
          TextReading reading = TextReading.open(input, position, faults, kept, schema, allocator);
          return new TextReader(reading, new ChangeLines(reading, schema, rules, allocator));
        };
  }

  @Override
  public List<Metadata> metadata() {
    List<Metadata> all = new ArrayList<>();
    style
        .details()
        .forEach((key, detail) -> all.add(Metadata.read(key, detail.type(), detail.description())));
    return all;
  }

  @Override
  public MessageDecoding decoding(FileColumns columns, Options options) {
    return decoding(columns, options, List.of());
  }

  @Override
  public MessageDecoding decoding(FileColumns columns, Options options, List<String> metadata) {
    List<MessageDetail> details = metadata.stream().map(style.details()::get).toList();
    return new Decoding(columns.neededSchema(), rules(columns, options), details);
  }

  @Override
  public Written encoding(Schema schema, Options options) {
    style.checkWriting(options);
    JsonSettings settings = json.settings(options);
    // Types that JSON cannot hold are found now, not when the job runs.
    JsonValue.JsonObject.of("", schema.fields(), settings);
    return new Written(style, schema, settings);
  }

  private record Decoding(Schema schema, Rules rules, List<MessageDetail> details)
      implements MessageDecoding {
    @Override
    public MessageDecoder open(BatchBuilder rows, BufferAllocator allocator) {
      return new ChangeDecoder(rules, schema, details, rows, allocator);
    }

    @Override
    public boolean ignoresErrors() {
      return rules.json().ignoreErrors();
    }

    @Override
    public boolean mayHaveSeveralRows(ByteBuffer message) {
      return true;
    }
  }

  /** How rows are written, to files and as messages. */
  record Written(ChangeStyle style, Schema schema, JsonSettings settings)
      implements Encoding, MessageEncoding {
    @Override
    public byte[] header() {
      return new byte[0];
    }

    @Override
    public RowEncoder createEncoder() {
      return new Lines(
          JsonValue.JsonObject.of("", schema.fields(), settings),
          style.frame(true, settings.ignoresNullFields()),
          style.frame(false, settings.ignoresNullFields()));
    }

    @Override
    public RowEncoder open() {
      return createEncoder();
    }

    @Override
    public int endBytes() {
      return 1;
    }
  }

  private static final class Lines implements RowEncoder {
    private final JsonValue.JsonObject object;
    private final ChangeStyle.Frame added;
    private final ChangeStyle.Frame removed;
    private byte[] kinds;

    Lines(JsonValue.JsonObject object, ChangeStyle.Frame added, ChangeStyle.Frame removed) {
      this.object = object;
      this.added = added;
      this.removed = removed;
    }

    @Override
    public void bind(List<Column> columns) {
      bind(columns, null);
    }

    @Override
    public void bind(List<Column> columns, byte[] rowKinds) {
      object.bind(columns::get);
      kinds = rowKinds;
    }

    @Override
    public void encode(int row, Utf8Buffer out) {
      boolean isAdded = kinds == null || RowKind.isAdding(kinds[row]);
      ChangeStyle.Frame frame = isAdded ? added : removed;
      out.append(frame.head());
      object.append(row, out);
      out.append(frame.tail());
      out.append('\n');
    }
  }
}
