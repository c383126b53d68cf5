package io.weir.runtime.connector;

import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import java.io.IOException;

/** Writes the rows of one sink instance. Called by one thread at a time. */
public interface SinkWriter extends AutoCloseable {
  /** Writes the live rows; takes ownership of the batch in every case. */
  void write(Batch batch) throws IOException;

  /**
   * Whether no more batches should come for now, because those written have not been taken yet.
   * Asked between batches; a batch that comes nevertheless is written, and may have to wait.
   */
  default boolean isFull() {
    return false;
  }

  /** The sink's watermark has risen; it may be lower again after a restore. */
  default void advance(long watermarkMillis) {}

  /**
   * Whether so much waits for the next checkpoint that it should be taken early. Asked between
   * batches.
   */
  default boolean isEpochFull() {
    return false;
  }

  /**
   * A barrier has come (or the input has ended: {@code isEnd}). What was written before belongs to
   * checkpoint {@code checkpointId}: the snapshot's content names what the committer must make
   * visible and the state to go on from. With {@code isEnd} nothing may stay open.
   */
  OperatorSnapshot snapshot(long checkpointId, boolean isEnd) throws IOException;

  /** Releases resources without making anything visible. */
  @Override
  void close() throws IOException;
}
