package io.weir.runtime.connector.format.raw;

import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.Faults;
import io.weir.runtime.connector.format.text.TextReader;
import io.weir.runtime.connector.format.text.TextReading;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** A text in which each line, empty ones too, is a value. */
final class RawLines implements TextReader.Records {
  static final Faults.Rules RULES = new Faults.Rules(false, "field", Optional.empty());

  private final TextReading reading;
  private final MessageDecoder decoder;

  RawLines(TextReading reading, MessageDecoding decoding, BufferAllocator allocator) {
    this.reading = reading;
    this.decoder = decoding.open(reading.rows(), allocator);
  }

  @Override
  public int write(int maxRows) throws IOException {
    reading.rows().begin(maxRows);
    ByteWindow window = reading.window();
    int count = 0;
    while (count < maxRows && reading.goesOn()) {
      long start = window.position();
      long end = window.lineEnd(start);
      if (reading.isCutOff(end)) {
        continue;
      }
      if (start == window.limit()) {
        break;
      }
      count += write(start, end, count);
      reading.consumeLine(end);
    }
    return count;
  }

  private int write(long start, long end, int row) throws IOException {
    boolean hasReturn = end > start && Memory.getByte(end - 1) == '\r';
    long stop = hasReturn ? end - 1 : end;
    try {
      int written = decoder.write(start, stop, row, 1);
      reading.count();
      return written;
    } catch (BadValue e) {
      String hint = e.hint() == null ? "declare the column as BYTES" : e.hint();
      reading.fault(start, stop, 0, new BadValue(e.getMessage(), hint));
      return 0;
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
