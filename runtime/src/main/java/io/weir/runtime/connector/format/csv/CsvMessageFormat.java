package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Messages that are one record of delimited fields each, without a line of names. */
public final class CsvMessageFormat implements MessageFormat {
  private final CsvWriteFormat writing = new CsvWriteFormat();

  @Override
  public String name() {
    return writing.name();
  }

  @Override
  public List<Option> options() {
    return writing.options();
  }

  @Override
  public MessageDecoding decoding(FileColumns columns, Options options) {
    CsvDialect dialect = dialect(options);
    CsvReadFormat.check(columns);
    CsvRecord.Layout layout =
        CsvRecord.Layout.byPosition(columns.schema().size(), columns.needed());
    return new Decoding(dialect, layout);
  }

  @Override
  public MessageEncoding encoding(Schema schema, Options options) {
    dialect(options);
    WriteFormat.Encoding lines = writing.encoding(schema, options);
    return new MessageEncoding() {
      @Override
      public RowEncoder open() {
        return lines.createEncoder();
      }

      @Override
      public int endBytes() {
        return 1;
      }
    };
  }

  private static CsvDialect dialect(Options options) {
    CsvDialect dialect = CsvDialect.of(options);
    if (dialect.firstRecord() != CsvDialect.FirstRecord.ROW) {
      String key = dialect.hasHeader() ? CsvReadFormat.HEADER : CsvReadFormat.IGNORE_FIRST_LINE;
      throw new OptionException(
          key,
          "option '" + key + "' is for files: a message is one record",
          "leave it out; columns are found by their order");
    }
    return dialect;
  }

  private record Decoding(CsvDialect dialect, CsvRecord.Layout layout) implements MessageDecoding {
    @Override
    public MessageDecoder open(BatchBuilder rows, BufferAllocator allocator) {
      return new Decoder(dialect, new CsvRecord(dialect, layout, rows, allocator));
    }

    @Override
    public boolean ignoresErrors() {
      return dialect.ignoreErrors();
    }
  }

  private record Decoder(CsvDialect dialect, CsvRecord record) implements MessageDecoder {
    @Override
    public int write(long start, long end, int row, int room) {
      long p = start;
      while (p < end && isLineEnd(p)) {
        p++;
      }
      if (p == end || dialect.isComment(p)) {
        return 0;
      }
      long next = record.write(p, end, true, row);
      if (record.fault() != null) {
        throw record.fault();
      }
      while (next < end && isLineEnd(next)) {
        next++;
      }
      if (next < end) {
        throw new BadValue(
            "the message goes on behind the end of its record",
            "a message is one record; are fields that hold line feeds quoted?");
      }
      return 1;
    }

    private static boolean isLineEnd(long address) {
      byte c = Memory.getByte(address);
      return c == '\n' || c == '\r';
    }

    @Override
    public void close() {
      record.close();
    }
  }
}
