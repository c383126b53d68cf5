package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a checkpoint could not be stored because the disk was full: it is tried again now and
 * then, for as long as it takes. The job goes on meanwhile, without checkpoints.
 */
final class FullDiskWait {
  private static final long PAUSE_NANOS = 2_000_000_000L;

  private final Clock clock;
  private final CheckpointProgress progress;
  private final List<Runnable> parts = new ArrayList<>();
  private Optional<Throwable> first = Optional.empty();
  private long retryAtNanos;

  FullDiskWait(Clock clock, CheckpointProgress progress) {
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * A part found no room.
   *
   * @param again tries it again
   */
  void add(long checkpointId, Throwable cause, Runnable again) {
    if (first.isEmpty()) {
      first = Optional.of(cause);
      progress.late(
          "checkpoint "
              + checkpointId
              + " waits for room on the disk, and so does what it is to publish: "
              + cause.getMessage());
    }
    parts.add(again);
    retryAtNanos = clock.monotonicNanos() + PAUSE_NANOS;
  }

  /** Whether there was no room once: how long the checkpoint takes then says nothing. */
  boolean hasWaited() {
    return first.isPresent();
  }

  /** Why parts wait; empty if none does. */
  Optional<Throwable> cause() {
    return parts.isEmpty() ? Optional.empty() : first;
  }

  /** Tries again if it is time for that; returns whether it did. */
  boolean step() {
    if (parts.isEmpty() || clock.monotonicNanos() - retryAtNanos < 0) {
      return false;
    }
    List<Runnable> due = List.copyOf(parts);
    parts.clear();
    due.forEach(Runnable::run);
    return true;
  }
}
