package io.weir.runtime.execution.checkpoint;

/** Learns of checkpoints. */
@FunctionalInterface
public interface CheckpointProgress {
  /** A checkpoint takes long; {@code warning} says for what it waits. */
  default void late(String warning) {}

  /**
   * A checkpoint exists; its output is about to be committed.
   *
   * @param storedBytes of all files that it needs, shared ones included
   */
  void completed(long checkpointId, long durationMillis, long storedBytes);
}
