package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.Faults;
import io.weir.runtime.connector.format.text.TextInput;
import io.weir.runtime.connector.format.text.TextReader;
import io.weir.runtime.connector.format.text.TextReading;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** A text of one JSON object a line. Empty lines do not count. */
final class JsonLines implements TextReader.Records {
  private final TextReading reading;
  private final JacksonValues jackson;
  private final JsonLine line;

  private JsonLines(
      TextReading reading, Schema schema, JsonRules rules, BufferAllocator allocator) {
    this.reading = reading;
    this.jackson = new JacksonValues(rules, allocator);
    this.line = new JsonLine(schema, rules, reading.rows(), jackson);
  }

  static TextReader open(
      TextInput input,
      SplitPosition position,
      Schema schema,
      JsonRules rules,
      Optional<BadRecords> kept,
      BufferAllocator allocator)
      throws IOException {
    Faults.Rules faults = rules.faults("json.ignore-parse-errors");
    TextReading reading = TextReading.open(input, position, faults, kept, schema, allocator);
    TextReader reader = new TextReader(reading, new JsonLines(reading, schema, rules, allocator));
    try {
      if (position.offset() == 0) {
        reading.skipByteOrderMark();
      }
      return reader;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public int write(int maxRows) throws IOException {
    reading.rows().begin(maxRows);
    ByteWindow window = reading.window();
    int count = 0;
    while (count < maxRows && reading.goesOn()) {
      if (window.position() == window.limit() && !window.fill()) {
        break;
      }
      if (Memory.getByte(window.position()) == '\n') {
        window.consume(window.position() + 1);
        continue;
      }
      int written = readLine(window, count, maxRows);
      if (written == MessageDecoder.NO_ROOM) {
        break;
      }
      count += written;
    }
    return count;
  }

  /**
   * Reads the line at the window's position, if it is all there; how many rows it became, or {@link
   * MessageDecoder#NO_ROOM} if it is an array of more than there is room for.
   */
  private int readLine(ByteWindow window, int row, int maxRows) throws IOException {
    long start = window.position();
    long end = JsonScanner.NONE;
    BadValue fault = null;
    try {
      end = line.write(start, row);
    } catch (BadValue e) {
      fault = e;
    }
    boolean isWritten = end != JsonScanner.NONE;
    if (!isWritten) {
      end = window.lineEnd(start);
    }
    if (reading.isCutOff(end)) {
      return 0;
    }
    if (!isWritten && fault == null) {
      if (JsonScanner.skipBlanks(start) == end) {
        reading.consumeLine(end);
        return 0;
      }
      if (JsonArrays.isArray(start)) {
        return readArray(start, end, row, maxRows);
      }
      fault = writeWithJackson(start, end, row);
    }
    return endLine(start, end, fault == null ? 1 : 0, fault);
  }

  /** Reads a line that is an array, whose rows come in one batch. */
  private int readArray(long start, long end, int row, int maxRows) throws IOException {
    try {
      int written = JsonArrays.write(line, start, end, row, maxRows - row);
      if (written == MessageDecoder.NO_ROOM && row > 0) {
        return written;
      }
      if (written == MessageDecoder.NO_ROOM) {
        reading.rows().begin(Batch.MAX_ROWS);
        written = JsonArrays.write(line, start, end, row, Batch.MAX_ROWS);
      }
      return written != MessageDecoder.NO_ROOM
          ? endLine(start, end, written, null)
          : endLine(
              start, end, 0, new BadValue("the line has more than " + Batch.MAX_ROWS + " rows"));
    } catch (BadValue e) {
      return endLine(start, end, 0, e);
    }
  }

  /** Goes behind a line; {@code fault} is what is wrong with it, or null. */
  private int endLine(long start, long end, int rows, BadValue fault) throws IOException {
    if (fault != null) {
      long address = line.faultAddress();
      boolean isInside = address >= start && address <= end;
      reading.fault(start, end, isInside ? address - start + 1 : 0, fault);
    } else if (rows > 0) {
      reading.count();
    }
    reading.consumeLine(end);
    return rows;
  }

  private BadValue writeWithJackson(long start, long end, int row) throws IOException {
    try {
      line.writeWithJackson(start, end, row);
      return null;
    } catch (BadValue e) {
      return e;
    }
  }

  @Override
  public void close() {
    jackson.close();
  }
}
