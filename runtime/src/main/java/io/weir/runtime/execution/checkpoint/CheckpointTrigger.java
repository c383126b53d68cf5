package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.execution.task.TaskControl.Afterwards;
import io.weir.runtime.time.Clock;
import java.util.Optional;

/**
 * Decides when the next checkpoint begins: at the interval, on request, to stop, or when the input
 * has ended. Never while one is in flight; one that is late puts the next one off.
 */
final class CheckpointTrigger {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Clock clock;
  private final long intervalNanos;
  private long dueNanos;
  private boolean isRequested;
  private boolean hasInputEnded;
  private Optional<Afterwards> stop = Optional.empty();

  /**
   * @param intervalMillis the time between the beginnings of two checkpoints; 0 for none by
   *     interval
   */
  CheckpointTrigger(Clock clock, long intervalMillis) {
    this.clock = clock;
    this.intervalNanos = intervalMillis * NANOS_PER_MILLI;
    this.dueNanos = clock.monotonicNanos() + intervalNanos;
  }

  /** A checkpoint is wanted as soon as possible. */
  void request() {
    isRequested = true;
  }

  /** A checkpoint is wanted, and nothing after it. */
  void requestStop(Afterwards afterwards) {
    stop = Optional.of(afterwards);
  }

  /** Every source has ended: one more checkpoint completes the job. */
  void inputEnded() {
    hasInputEnded = true;
  }

  /**
   * Whether a checkpoint begins now, and what sources do behind its barrier. The caller begins it
   * if the answer is not empty.
   */
  Optional<Afterwards> poll() {
    long now = clock.monotonicNanos();
    boolean isDue = intervalNanos > 0 && now - dueNanos >= 0;
    if (!isDue && !isRequested && !hasInputEnded && stop.isEmpty()) {
      return Optional.empty();
    }
    isRequested = false;
    hasInputEnded = false;
    dueNanos = now + intervalNanos;
    Optional<Afterwards> afterwards = Optional.of(stop.orElse(Afterwards.CONTINUE));
    stop = Optional.empty();
    return afterwards;
  }
}
