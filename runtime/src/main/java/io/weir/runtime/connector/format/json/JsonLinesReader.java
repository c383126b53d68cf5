package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ByteSource;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.TextErrors;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;

/** Reads a file of one JSON object a line. Empty lines do not count. */
final class JsonLinesReader implements RecordReader {
  private static final int BYTE_ORDER_MARK = 0xBFBBEF;

  /** How many lines one call may skip, so that it ends in time. */
  private static final int MAX_SKIPPED_PER_READ = 4 * Batch.MAX_ROWS;

  private final Path file;
  private final long lengthBytes;
  private final JsonRules rules;
  private final ByteWindow window;
  private final BatchBuilder rows;
  private final JacksonValues jackson;
  private final JsonLine line;
  private long records;
  private long skipped;
  private boolean isFinished;

  JsonLinesReader(
      Path file,
      long lengthBytes,
      SplitPosition position,
      Schema schema,
      JsonRules rules,
      BufferAllocator allocator)
      throws IOException {
    this.file = file;
    this.lengthBytes = lengthBytes;
    this.rules = rules;
    this.records = position.records();
    this.window = new ByteWindow(ByteSource.open(file, lengthBytes, position), allocator);
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
    long skippedBefore = skipped;
    while (count < maxRows && skipped - skippedBefore < MAX_SKIPPED_PER_READ) {
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
      skip(fault, start);
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

  private void skip(BadValue fault, long start) throws IOException {
    if (!rules.ignoreErrors()) {
      long column = line.faultAddress() == 0 ? 0 : line.faultAddress() - start + 1;
      throw TextErrors.malformed(
          file,
          lengthBytes,
          window.offsetOf(start),
          column,
          "field",
          fault,
          "json.ignore-parse-errors");
    }
    skipped++;
    records++;
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
    return skipped;
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
