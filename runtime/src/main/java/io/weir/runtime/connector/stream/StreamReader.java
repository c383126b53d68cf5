package io.weir.runtime.connector.stream;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.stream.Batch;
import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Reads what a format makes of what comes. */
final class StreamReader implements SplitReader {
  private final RecordReader records;
  private final Optional<BadRecords> kept;
  private final BufferAllocator allocator;

  StreamReader(RecordReader records, Optional<BadRecords> kept, BufferAllocator allocator) {
    this.records = records;
    this.kept = kept;
    this.allocator = allocator;
  }

  @Override
  public Batch read() throws IOException {
    return records.read(Batch.MAX_ROWS);
  }

  @Override
  public Batch badRecords() {
    return kept.isPresent() ? kept.get().take(allocator) : null;
  }

  @Override
  public SplitPosition position() {
    return records.position();
  }

  @Override
  public boolean isFinished() {
    return records.isFinished();
  }

  @Override
  public long skippedRecords() {
    return records.skippedRecords();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
