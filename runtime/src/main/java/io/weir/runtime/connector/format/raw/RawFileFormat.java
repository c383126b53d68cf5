package io.weir.runtime.connector.format.raw;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.TextDecoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.connector.format.message.MessageFormat.MessageEncoding;
import io.weir.runtime.connector.format.text.TextReader;
import io.weir.runtime.connector.format.text.TextReading;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.List;

/** Files of {@code 'format' = 'raw'}: each line is the value of the only column. */
public final class RawFileFormat implements ReadFormat, WriteFormat {
  private final RawFormat values = new RawFormat();

  @Override
  public String name() {
    return values.name();
  }

  @Override
  public List<Option> options() {
    return values.options();
  }

  @Override
  public boolean hasRowKinds() {
    return false;
  }

  @Override
  public FileDecoder createDecoder(FileColumns columns, Options options) {
    check(columns.schema());
    MessageDecoding decoding = values.decoding(columns, options);
    Schema schema = columns.neededSchema();
    return (TextDecoder)
        (input, position, kept, allocator) -> {
          TextReading reading =
              TextReading.open(input, position, RawLines.RULES, kept, schema, allocator);
          return new TextReader(reading, new RawLines(reading, decoding, allocator));
        };
  }

  @Override
  public Encoding encoding(Schema schema, Options options) {
    check(schema);
    Field field = schema.field(0);
    MessageEncoding values = this.values.encoding(schema, options);
    return new Encoding() {
      @Override
      public byte[] header() {
        return new byte[0];
      }

      @Override
      public RowEncoder createEncoder() {
        return new Lines(field, values.open());
      }
    };
  }

  private static void check(Schema schema) {
    if (schema.size() != 1 || !schema.type(0).kind().isVariableWidth()) {
      throw new OptionException(
          "format",
          "files of format 'raw' have one column of text or bytes, a value in each line, and the"
              + " columns here are "
              + schema,
          "declare one column as STRING or BYTES, or take another format");
    }
  }

  private static final class Lines implements RowEncoder {
    private final Field field;
    private final RowEncoder value;
    private Column column;

    Lines(Field field, RowEncoder value) {
      this.field = field;
      this.value = value;
    }

    @Override
    public void bind(List<Column> columns) {
      column = columns.get(0);
      value.bind(columns);
    }

    @Override
    public void encode(int row, Utf8Buffer out) {
      if (column.isNull(row)) {
        throw fault("NULL, which has no form in 'raw' files");
      }
      int start = out.length();
      value.encode(row, out);
      for (int i = start; i < out.length(); i++) {
        if (out.bytes()[i] == '\n') {
          throw fault("a value with a line feed, which would be two lines");
        }
      }
      out.append('\n');
    }

    private WeirException fault(String what) {
      return WeirException.permanent(
          "column '" + field.name() + "' holds " + what, "leave it out, or take the format 'json'");
    }
  }
}
