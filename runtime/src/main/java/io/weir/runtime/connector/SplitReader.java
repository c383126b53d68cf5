package io.weir.runtime.connector;

import io.weir.runtime.stream.Batch;
import java.io.IOException;

/** Reads one split in order. Used by one thread at a time. */
public interface SplitReader extends AutoCloseable {
  /**
   * The next batch, at most {@link Batch#MAX_ROWS} rows; null if nothing is there now. Reading
   * local files may block for as long as the disk takes; waiting for data that does not exist yet
   * is forbidden.
   *
   * @throws io.weir.runtime.error.WeirException for a malformed record, with its location
   */
  Batch read() throws IOException;

  /** The position after the last batch that {@link #read} returned. */
  SplitPosition position();

  /** Whether the split has been read to its end. */
  boolean isFinished();

  /**
   * Whether it is certain, after {@link #read} returned null, that nothing was there: not while an
   * answer is still on its way or the outside cannot be reached.
   */
  default boolean isAtEnd() {
    return true;
  }

  /** Malformed records skipped so far, where the table asks to skip them. */
  default long skippedRecords() {
    return 0;
  }

  /**
   * What was kept of records that could not be read by the last call of {@link #read}, as rows of
   * {@link BadRecords#SCHEMA} that are the caller's; null for nothing. Called after each {@code
   * read} where the source keeps them.
   */
  default Batch badRecords() {
    return null;
  }

  /** How much of the split has been read, 0 to 1, or a negative number if that is not known. */
  default double progress() {
    return -1;
  }

  @Override
  void close() throws IOException;
}
