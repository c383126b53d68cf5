package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.TextReader;
import io.weir.runtime.connector.format.text.TextReading;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** A text of messages about changes, one a line. The rows of a line come in one batch. */
final class ChangeLines implements TextReader.Records {
  /** How many lines without rows one call may pass, so that it ends in time. */
  private static final int MAX_PASSED_PER_READ = 4 * Batch.MAX_ROWS;

  private final TextReading reading;
  private final ChangeDecoder decoder;

  ChangeLines(
      TextReading reading, Schema schema, ChangeFormat.Rules rules, BufferAllocator allocator) {
    this.reading = reading;
    this.decoder = new ChangeDecoder(rules, schema, List.of(), reading.rows(), allocator);
  }

  @Override
  public int write(int maxRows) throws IOException {
    reading.rows().begin(Batch.MAX_ROWS);
    ByteWindow window = reading.window();
    int count = 0;
    int passed = 0;
    while (count < maxRows && passed < MAX_PASSED_PER_READ && reading.goesOn()) {
      if (window.position() == window.limit() && !window.fill()) {
        break;
      }
      long start = window.position();
      long end = window.lineEnd(start);
      if (reading.isCutOff(end)) {
        continue;
      }
      int written = write(start, end, count);
      if (written == MessageDecoder.NO_ROOM) {
        break;
      }
      count += written;
      passed += written == 0 ? 1 : 0;
      reading.consumeLine(end);
    }
    return count;
  }

  private int write(long start, long end, int count) throws IOException {
    BadValue fault;
    try {
      int written = decoder.write(start, end, count, Batch.MAX_ROWS - count);
      if (written > 0) {
        reading.count();
      }
      if (written != MessageDecoder.NO_ROOM || count > 0) {
        return written;
      }
      fault = new BadValue("the message has more than " + Batch.MAX_ROWS + " rows");
    } catch (BadValue e) {
      fault = e;
    }
    long address = decoder.faultAddress(start, end);
    reading.fault(start, end, address == 0 ? 0 : address - start + 1, fault);
    return 0;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
