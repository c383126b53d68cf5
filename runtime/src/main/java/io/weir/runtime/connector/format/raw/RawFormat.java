package io.weir.runtime.connector.format.raw;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** {@code 'format' = 'raw'}: the message is the value of the only column. */
public final class RawFormat implements MessageFormat {
  private static final String ENDIANNESS = "raw.endianness";

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.choice(
            ENDIANNESS,
            List.of("big-endian", "little-endian"),
            "big-endian",
            "the order of the bytes of numbers"),
        RawCharset.OPTION);
  }

  @Override
  public MessageDecoding decoding(FileColumns columns, Options options) {
    if (!columns.needed().isEmpty()) {
      check(columns.schema());
    }
    boolean isBig = options.text(ENDIANNESS).equals("big-endian");
    RawCharset charset = RawCharset.of(options);
    return new MessageDecoding() {
      @Override
      public MessageDecoder open(BatchBuilder rows, BufferAllocator allocator) {
        return new Decoder(
            rows.schema().size() == 0 ? null : (ScalarBuilder) rows.column(0), isBig, charset);
      }

      @Override
      public boolean ignoresErrors() {
        return false;
      }

      @Override
      public boolean readsNothingAsNull() {
        return true;
      }
    };
  }

  @Override
  public MessageEncoding encoding(Schema schema, Options options) {
    check(schema);
    boolean isBig = options.text(ENDIANNESS).equals("big-endian");
    LogicalType type = schema.type(0);
    RawCharset charset = RawCharset.of(options);
    return () -> new Encoder(type, isBig, charset);
  }

  private static void check(Schema schema) {
    if (schema.size() != 1) {
      throw new OptionException(
          "format",
          "format 'raw' is for one column, and there are " + schema.size() + ": " + schema.names(),
          "declare one column, or take another format");
    }
    LogicalType type = schema.type(0);
    boolean fits =
        switch (type.kind()) {
          case CHAR,
              VARCHAR,
              BINARY,
              VARBINARY,
              BOOLEAN,
              TINYINT,
              SMALLINT,
              INT,
              BIGINT,
              FLOAT,
              DOUBLE ->
              true;
          default -> false;
        };
    if (!fits) {
      throw new OptionException(
          "format", "format 'raw' has no form for " + type, "declare the column as BYTES");
    }
  }

  /** The bytes of a fixed-width value; 0 for strings and bytes. */
  private static int width(LogicalType type) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT -> 1;
      case SMALLINT -> 2;
      case INT, FLOAT -> 4;
      case BIGINT, DOUBLE -> 8;
      default -> 0;
    };
  }

  private record Decoder(
      ScalarBuilder target, boolean isBig, RawCharset charset, TextConverter texts)
      implements MessageDecoder {
    Decoder(ScalarBuilder target, boolean isBig, RawCharset charset) {
      this(target, isBig, charset, new TextConverter(TimestampStandard.SQL));
    }

    @Override
    public int write(long start, long end, int row, int room) {
      if (target == null) {
        return 1;
      }
      LogicalType type = target.type();
      int length = (int) (end - start);
      int width = width(type);
      if (width == 0) {
        if (type.kind().isCharacter()) {
          charset.read(texts, target, row, start, end);
        } else {
          target.setBytes(row, start, length);
        }
        return 1;
      }
      if (length != width) {
        throw new BadValue("the message has " + length + " bytes, and " + type + " has " + width);
      }
      write(type, row, value(start, width));
      return 1;
    }

    private long value(long start, int width) {
      long value = 0;
      for (int i = 0; i < width; i++) {
        long next = Memory.getByte(start + (isBig ? i : width - 1 - i)) & 0xFF;
        value = value << 8 | next;
      }
      return value << (Long.SIZE - 8 * width) >> (Long.SIZE - 8 * width);
    }

    private void write(LogicalType type, int row, long value) {
      switch (type.kind()) {
        case BOOLEAN -> target.setBoolean(row, value != 0);
        case FLOAT -> target.setFloat(row, Float.intBitsToFloat((int) value));
        case DOUBLE -> target.setDouble(row, Double.longBitsToDouble(value));
        default -> target.setInteger(row, value);
      }
    }

    @Override
    public void close() {}
  }

  private static final class Encoder implements RowEncoder {
    private final LogicalType type;
    private final boolean isBig;
    private final RawCharset charset;
    private Column column;

    Encoder(LogicalType type, boolean isBig, RawCharset charset) {
      this.type = type;
      this.isBig = isBig;
      this.charset = charset;
    }

    @Override
    public void bind(List<Column> columns) {
      column = columns.get(0);
    }

    @Override
    public boolean isNothing(int row) {
      return column.isNull(row);
    }

    @Override
    public void encode(int row, Utf8Buffer out) {
      if (column.isNull(row)) {
        return;
      }
      int width = width(type);
      if (type.kind().isCharacter()) {
        charset.write(column, row, out);
        return;
      }
      if (width == 0) {
        out.appendMemory(column.getAddress(row), column.getLength(row));
        return;
      }
      long value =
          switch (type.kind()) {
            case BOOLEAN -> column.getBoolean(row) ? 1 : 0;
            case TINYINT -> column.getByte(row);
            case SMALLINT -> column.getShort(row);
            case INT, FLOAT -> column.getInt(row);
            default -> column.getLong(row);
          };
      byte[] bytes = new byte[width];
      for (int i = 0; i < width; i++) {
        bytes[isBig ? width - 1 - i : i] = (byte) (value >>> 8 * i);
      }
      out.append(bytes, 0, width);
    }
  }
}
