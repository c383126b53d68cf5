package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.Faults;
import io.weir.runtime.connector.format.text.TextInput;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Reads a file of messages about changes, one a line. Those of a line come in one batch. */
final class ChangeLinesReader implements RecordReader {
  /** How many lines without rows one call may pass, so that it ends in time. */
  private static final int MAX_PASSED_PER_READ = 4 * Batch.MAX_ROWS;

  private final Faults faults;
  private final ByteWindow window;
  private final BatchBuilder rows;
  private final ChangeDecoder decoder;
  private long records;
  private boolean isFinished;

  ChangeLinesReader(
      TextInput input,
      SplitPosition position,
      Schema schema,
      ChangeFormat.Rules rules,
      Optional<BadRecords> kept,
      BufferAllocator allocator)
      throws IOException {
    this.faults = new Faults(input, rules.json().faults(rules.ignoreOption()), kept);
    this.records = position.records();
    this.window = new ByteWindow(input.open(position), allocator);
    this.rows = new BatchBuilder(schema, allocator);
    this.decoder = new ChangeDecoder(rules.reading(), schema, rules.json(), rows, allocator);
  }

  @Override
  public Batch read(int maxRows) throws IOException {
    rows.begin(Batch.MAX_ROWS);
    int count = 0;
    int passed = 0;
    faults.begin();
    window.lookAgain();
    while (count < maxRows
        && passed < MAX_PASSED_PER_READ
        && !faults.areMany()
        && !window.isStarved()) {
      if (window.position() == window.limit() && !window.fill()) {
        break;
      }
      long start = window.position();
      long end = window.lineEnd(start);
      if (end == window.limit() && !window.isLast()) {
        // The line may go on. It is read again from its start, which is then elsewhere.
        window.fill();
        continue;
      }
      int written = write(start, end, count);
      if (written == MessageDecoder.NO_ROOM) {
        break;
      }
      count += written;
      passed += written == 0 ? 1 : 0;
      window.consume(Math.min(end + 1, window.limit()));
    }
    isFinished = window.isLast() && window.position() == window.limit();
    if (count == 0) {
      rows.close();
      return null;
    }
    return rows.finish(count);
  }

  private int write(long start, long end, int count) throws IOException {
    BadValue fault;
    try {
      int written = decoder.write(start, end, count, Batch.MAX_ROWS - count);
      if (written != MessageDecoder.NO_ROOM || count > 0) {
        records += written > 0 ? 1 : 0;
        return written;
      }
      fault = new BadValue("the message has more than " + Batch.MAX_ROWS + " rows");
    } catch (BadValue e) {
      fault = e;
    }
    long address = decoder.faultAddress(start, end);
    faults.add(window, start, end, address == 0 ? 0 : address - start + 1, fault);
    records++;
    return 0;
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
