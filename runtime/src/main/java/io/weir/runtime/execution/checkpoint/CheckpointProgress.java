package io.weir.runtime.execution.checkpoint;

/** Learns of checkpoints. */
@FunctionalInterface
public interface CheckpointProgress {
  /** A checkpoint exists; its output is about to be committed. */
  void completed(long checkpointId, long durationMillis);
}
