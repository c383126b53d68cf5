package io.weir.runtime.execution.job;

import io.weir.runtime.execution.checkpoint.CheckpointProgress;

/** Remembers the newest checkpoint of a run, for any thread to read. */
final class CheckpointTracker implements CheckpointProgress {
  private volatile Last last = new Last(-1, 0);

  /** The run has started from a checkpoint. */
  void restored(long checkpointId) {
    last = new Last(checkpointId, 0);
  }

  @Override
  public void completed(long checkpointId, long durationMillis) {
    last = new Last(checkpointId, durationMillis);
  }

  Last last() {
    return last;
  }

  /**
   * A checkpoint.
   *
   * @param id -1 if there is none
   * @param millis how long it took
   */
  record Last(long id, long millis) {}
}
