package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.Faults;
import io.weir.runtime.connector.format.text.TextInput;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Reads a file of one JSON object a line. Empty lines do not count. */
final class JsonLinesReader implements RecordReader {
  private static final int BYTE_ORDER_MARK = 0xBFBBEF;

  private final Faults faults;
  private final ByteWindow window;
  private final BatchBuilder rows;
  private final JacksonValues jackson;
  private final JsonLine line;
  private long records;
  private boolean isFinished;

  JsonLinesReader(
      TextInput input,
      SplitPosition position,
      Schema schema,
      JsonRules rules,
      Optional<BadRecords> kept,
      BufferAllocator allocator)
      throws IOException {
    this.faults = new Faults(input, rules.faults("json.ignore-parse-errors"), kept);
    this.records = position.records();
    this.window = new ByteWindow(input.open(position), allocator);
    this.rows = new BatchBuilder(schema, allocator);
    this.jackson = new JacksonValues(rules, allocator);
    this.line = new JsonLine(schema, rules, rows, jackson);
    if (position.offset() == 0) {
      window.fill();
      long start = window.position();
      if (window.limit() - start >= 3 && (Memory.getInt(start) & 0xFFFFFF) == BYTE_ORDER_MARK) {
        window.consume(start + 3);
      }
    }
  }

  @Override
  public Batch read(int maxRows) throws IOException {
    rows.begin(maxRows);
    int count = 0;
    faults.begin();
    window.lookAgain();
    while (count < maxRows && !faults.areMany() && !window.isStarved()) {
      if (window.position() == window.limit() && !window.fill()) {
        break;
      }
      if (Memory.getByte(window.position()) == '\n') {
        window.consume(window.position() + 1);
      } else if (readLine(count)) {
        count++;
        records++;
      }
    }
    isFinished = window.isLast() && window.position() == window.limit();
    if (count == 0) {
      rows.close();
      return null;
    }
    return rows.finish(count);
  }

  /** Reads the line at the window's position, if it is all there; whether it became a row. */
  private boolean readLine(int row) throws IOException {
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
    if (end == window.limit() && !window.isLast()) {
      // The line may go on. It is read again from its start, which is then elsewhere.
      window.fill();
      return false;
    }
    if (!isWritten && fault == null) {
      if (JsonScanner.skipBlanks(start) == end) {
        consume(end);
        return false;
      }
      fault = writeWithJackson(start, end, row);
    }
    if (fault != null) {
      long column = line.faultAddress() == 0 ? 0 : line.faultAddress() - start + 1;
      faults.add(window, start, end, column, fault);
      records++;
    }
    consume(end);
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

  /** Goes on after the newline at {@code end}, unless it is the one that is not data. */
  private void consume(long end) {
    window.consume(Math.min(end + 1, window.limit()));
  }

  @Override
  public SplitPosition position() {
    return new SplitPosition(window.offsetOf(window.position()), records);
  }

  @Override
  public boolean isFinished() {
    return isFinished;
  }

  @Override
  public long skippedRecords() {
    return faults.skipped();
  }

  @Override
  public double progress() {
    return window.progress();
  }

  @Override
  public void close() throws IOException {
    rows.close();
    jackson.close();
    window.close();
  }
}
