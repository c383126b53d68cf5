package io.weir.runtime.connector.file.source;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.RateLimit;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.stream.Batch;
import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Reads one file: what the format decodes, with the columns that are the same for all its rows. */
final class FileSplitReader implements SplitReader {
  private final RecordReader records;
  private final ConstantColumns constants;
  private final RateLimit limit;
  private final Optional<BadRecords> kept;
  private final BufferAllocator allocator;

  /** {@code limit} is null where rows come as fast as they can. */
  FileSplitReader(
      RecordReader records,
      ConstantColumns constants,
      RateLimit limit,
      Optional<BadRecords> kept,
      BufferAllocator allocator) {
    this.kept = kept;
    this.allocator = allocator;
    this.records = records;
    this.constants = constants;
    this.limit = limit;
  }

  @Override
  public Batch read() throws IOException {
    int maxRows = limit == null ? Batch.MAX_ROWS : limit.permitted(Batch.MAX_ROWS);
    if (maxRows == 0) {
      return null;
    }
    Batch batch = records.read(maxRows);
    if (batch == null) {
      return null;
    }
    if (limit != null) {
      limit.used(batch.rowCount());
    }
    return constants.addTo(batch);
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

  /** A file that is not finished has more; only the rate limit makes it wait. */
  @Override
  public boolean isAtEnd() {
    return false;
  }

  @Override
  public long skippedRecords() {
    return records.skippedRecords();
  }

  @Override
  public double progress() {
    return records.progress();
  }

  @Override
  public void close() throws IOException {
    constants.close();
    records.close();
  }
}
