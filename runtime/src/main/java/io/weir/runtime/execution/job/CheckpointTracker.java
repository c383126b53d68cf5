package io.weir.runtime.execution.job;

import io.weir.runtime.execution.checkpoint.CheckpointProgress;
import io.weir.runtime.time.Clock;
import java.util.Optional;

/** Remembers the newest checkpoint of a run, for any thread to read. */
final class CheckpointTracker implements CheckpointProgress {
  private final Clock clock;
  private volatile Last last = Last.NONE;
  private volatile Optional<String> warning = Optional.empty();

  CheckpointTracker(Clock clock) {
    this.clock = clock;
  }

  /** The run has started from a checkpoint. */
  void restored(long checkpointId) {
    last = new Last(checkpointId, 0, 0, 0, 0, 0);
  }

  @Override
  public void completed(long checkpointId, long durationMillis, long storedBytes) {
    last =
        new Last(
            checkpointId,
            durationMillis,
            clock.wallMillis(),
            last.completed + 1,
            storedBytes,
            Math.max(last.peakStoredBytes, storedBytes));
    warning = Optional.empty();
  }

  @Override
  public void late(String text) {
    warning = Optional.of(text);
  }

  /** What is wrong with the checkpoint that is being taken. */
  Optional<String> warning() {
    return warning;
  }

  Last last() {
    return last;
  }

  /**
   * A checkpoint.
   *
   * @param id -1 if there is none
   * @param millis how long it took
   * @param wallMillis when it came to exist; 0 if that was before the job was restored
   * @param completed how many were taken in this run
   * @param storedBytes of all files that it needs
   * @param peakStoredBytes the most that one of this run needed
   */
  record Last(
      long id,
      long millis,
      long wallMillis,
      long completed,
      long storedBytes,
      long peakStoredBytes) {
    /** No checkpoint. */
    static final Last NONE = new Last(-1, 0, 0, 0, 0, 0);
  }
}
