package io.weir.runtime.connector.format.avro;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.type.Schema;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Messages that are one record each, in the binary encoding of the schema that the table stands
 * for.
 */
public final class AvroMessageFormat implements MessageFormat {
  static final String LEGACY = "avro.timestamp_mapping.legacy";
  static final String ENCODING = "avro.encoding";
  static final String CODEC = "avro.codec";
  static final List<Option> OPTIONS =
      List.of(
          Option.choice(
              ENCODING,
              List.of("binary", "json"),
              "binary",
              "how values are written; 'json' is refused: take the format 'json'"),
          Option.choice(
              CODEC,
              AvroCodec.names(),
              "snappy",
              "how the blocks of files are compressed; messages are not"),
          Option.optional(
              LEGACY,
              Option.Kind.BOOLEAN,
              "true",
              "whether TIMESTAMP is written as Avro's timestamp, which is an instant, as older"
                  + " versions of Flink do; otherwise it is a local-timestamp, and TIMESTAMP_LTZ a"
                  + " timestamp"));

  @Override
  public String name() {
    return "avro";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  /** The record that a table's columns make. */
  static AvroType record(Schema schema, Options options) {
    checkEncoding(options);
    return new AvroSchemas(options.flag(LEGACY)).of(schema);
  }

  /** Values are binary. */
  static void checkEncoding(Options options) {
    if (!options.text(ENCODING).equals("binary")) {
      throw new OptionException(
          ENCODING,
          "option '"
              + ENCODING
              + "' = '"
              + options.text(ENCODING)
              + "' is not supported: values are binary",
          "take the format 'json' for JSON");
    }
  }

  @Override
  public MessageDecoding decoding(FileColumns columns, Options options) {
    AvroType record = record(columns.schema(), options);
    Schema needed = columns.neededSchema();
    return new MessageDecoding() {
      @Override
      public MessageDecoder open(BatchBuilder rows, BufferAllocator allocator) {
        return new Decoder(new AvroReader.RecordReader(record, needed.fields()), rows);
      }

      @Override
      public boolean ignoresErrors() {
        return false;
      }
    };
  }

  @Override
  public MessageEncoding encoding(Schema schema, Options options) {
    AvroType record = record(schema, options);
    return () -> new AvroRecordEncoder(schema, record);
  }

  private static final class Decoder implements MessageDecoder {
    private final AvroInput in = new AvroInput();
    private final AvroReader.RecordReader record;
    private final BatchBuilder rows;

    Decoder(AvroReader.RecordReader record, BatchBuilder rows) {
      this.record = record;
      this.rows = rows;
    }

    @Override
    public int write(long start, long end, int row, int room) {
      in.reset(start, end);
      record.read(in, rows::column, row);
      if (!in.isAtEnd()) {
        throw new BadValue(
            "the message has " + (end - in.position()) + " bytes behind its record",
            "were other columns written, or is it of a schema registry, which puts five bytes in"
                + " front?");
      }
      return 1;
    }

    @Override
    public void close() {}
  }
}
