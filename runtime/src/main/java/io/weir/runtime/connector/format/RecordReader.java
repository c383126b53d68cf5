package io.weir.runtime.connector.format;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.stream.Batch;
import java.io.IOException;

/** Reads the records of one file in order. Used by one thread at a time. */
public interface RecordReader extends AutoCloseable {
  /**
   * The next batch; null if none came, because the file has ended or because a bounded number of
   * records was skipped.
   *
   * @param maxRows the most rows it may have, 1 to {@link Batch#MAX_ROWS}; the rows of one record
   *     always come together
   * @throws io.weir.runtime.error.WeirException for a malformed record, with its location
   */
  Batch read(int maxRows) throws IOException;

  /** The position after the last batch that {@link #read} returned. */
  SplitPosition position();

  /** Whether the file has been read to its end. */
  boolean isFinished();

  /** Malformed records skipped so far. */
  long skippedRecords();

  /** How much of the file has been read, 0 to 1. */
  double progress();

  @Override
  void close() throws IOException;
}
