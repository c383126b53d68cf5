package io.weir.runtime.connector.format.raw;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageDecoding;
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

/** Reads a file in which each line, empty ones too, is a value. */
final class RawLinesReader implements RecordReader {
  private static final Faults.Rules RULES = new Faults.Rules(false, "field", Optional.empty());

  private final Faults faults;
  private final ByteWindow window;
  private final BatchBuilder rows;
  private final MessageDecoder decoder;
  private long records;
  private boolean isFinished;

  RawLinesReader(
      TextInput input,
      SplitPosition position,
      Schema schema,
      MessageDecoding decoding,
      Optional<BadRecords> kept,
      BufferAllocator allocator)
      throws IOException {
    this.faults = new Faults(input, RULES, kept);
    this.records = position.records();
    this.window = new ByteWindow(input.open(position), allocator);
    this.rows = new BatchBuilder(schema, allocator);
    this.decoder = decoding.open(rows, allocator);
  }

  @Override
  public Batch read(int maxRows) throws IOException {
    rows.begin(maxRows);
    int count = 0;
    faults.begin();
    window.lookAgain();
    while (count < maxRows && !faults.areMany() && !window.isStarved()) {
      long start = window.position();
      long end = window.lineEnd(start);
      if (end == window.limit() && !window.isLast()) {
        // The line may go on. It is looked for again from its start, which is then elsewhere.
        window.fill();
        continue;
      }
      if (start == window.limit()) {
        break;
      }
      count += write(start, end, count);
      window.consume(Math.min(end + 1, window.limit()));
      records++;
    }
    isFinished = window.isLast() && window.position() == window.limit();
    if (count == 0) {
      rows.close();
      return null;
    }
    return rows.finish(count);
  }

  private int write(long start, long end, int row) throws IOException {
    boolean hasReturn = end > start && Memory.getByte(end - 1) == '\r';
    long stop = hasReturn ? end - 1 : end;
    try {
      return decoder.write(start, stop, row, 1);
    } catch (BadValue e) {
      String hint = e.hint() == null ? "declare the column as BYTES" : e.hint();
      faults.add(window, start, stop, 0, new BadValue(e.getMessage(), hint));
      return 0;
    }
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
    decoder.close();
    window.close();
  }
}
