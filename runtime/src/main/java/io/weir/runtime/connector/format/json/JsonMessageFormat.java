package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Messages that are one JSON object each, or an array of objects. */
public final class JsonMessageFormat implements MessageFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<Option> options() {
    return JsonReadFormat.OPTIONS;
  }

  @Override
  public MessageDecoding decoding(FileColumns columns, Options options) {
    return new Decoding(columns.neededSchema(), JsonReadFormat.rules(columns, options));
  }

  @Override
  public MessageEncoding encoding(Schema schema, Options options) {
    WriteFormat.Encoding lines = new JsonWriteFormat().encoding(schema, options);
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

  private record Decoding(Schema schema, JsonRules rules) implements MessageDecoding {
    @Override
    public MessageDecoder open(BatchBuilder rows, BufferAllocator allocator) {
      JacksonValues jackson = new JacksonValues(rules, allocator);
      return new Decoder(new JsonLine(schema, rules, rows, jackson), jackson);
    }

    @Override
    public boolean ignoresErrors() {
      return rules.ignoreErrors();
    }

    @Override
    public boolean mayHaveSeveralRows(ByteBuffer message) {
      int first = message.position();
      while (first < message.limit() && isBlank(message.get(first))) {
        first++;
      }
      return first < message.limit() && message.get(first) == '[';
    }

    private static boolean isBlank(byte c) {
      return c >= 0 && c <= ' ';
    }
  }

  private record Decoder(JsonLine line, JacksonValues jackson) implements MessageDecoder {
    @Override
    public int write(long start, long end, int row, int room) throws IOException {
      if (line.write(start, row) == end) {
        return 1;
      }
      if (JsonScanner.skipBlanks(start) >= end) {
        return 0;
      }
      if (JsonArrays.isArray(start)) {
        return JsonArrays.write(line, start, end, row, room);
      }
      line.writeWithJackson(start, end, row);
      return 1;
    }

    @Override
    public void close() {
      jackson.close();
    }
  }
}
