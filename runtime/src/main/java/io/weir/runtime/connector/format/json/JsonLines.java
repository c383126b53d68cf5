package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.Faults;
import io.weir.runtime.connector.format.text.TextInput;
import io.weir.runtime.connector.format.text.TextReader;
import io.weir.runtime.connector.format.text.TextReading;
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
      } else if (readLine(window, count)) {
        count++;
        reading.count();
      }
    }
    return count;
  }

  /** Reads the line at the window's position, if it is all there; whether it became a row. */
  private boolean readLine(ByteWindow window, int row) throws IOException {
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
      return false;
    }
    if (!isWritten && fault == null) {
      if (JsonScanner.skipBlanks(start) == end) {
        reading.consumeLine(end);
        return false;
      }
      fault = writeWithJackson(start, end, row);
    }
    if (fault != null) {
      long column = line.faultAddress() == 0 ? 0 : line.faultAddress() - start + 1;
      reading.fault(start, end, column, fault);
    }
    reading.consumeLine(end);
    return fault == null;
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
