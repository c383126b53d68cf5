package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.CheckpointLimits;
import io.weir.runtime.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Watches how long a checkpoint takes: each time that its time-out passes it counts as failed, with
 * a warning that names whom it waits for; more failures than are tolerable fail the job.
 */
final class CheckpointPatience {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final CheckpointLimits limits;
  private final Clock clock;
  private final CheckpointProgress progress;
  private int failures;

  CheckpointPatience(CheckpointLimits limits, Clock clock, CheckpointProgress progress) {
    this.limits = limits;
    this.clock = clock;
    this.progress = progress;
  }

  /** A checkpoint exists. */
  void completed() {
    failures = 0;
  }

  /** Why the job must not wait any longer, if so. */
  Optional<WeirException> exceeded(CheckpointCollection collection) {
    long millis = (clock.monotonicNanos() - collection.beganNanos()) / NANOS_PER_MILLI;
    if (millis / limits.timeoutMillis() <= failures) {
      return Optional.empty();
    }
    failures++;
    String text =
        "checkpoint "
            + collection.checkpointId()
            + " is not complete after "
            + millis
            + " ms: "
            + reason(collection.missing());
    progress.late(text);
    return failures > limits.tolerableFailures()
        ? Optional.of(
            WeirException.retryable(
                text,
                "mend what holds it up, or raise execution.checkpointing.timeout or"
                    + " execution.checkpointing.tolerable-failed-checkpoints",
                null))
        : Optional.empty();
  }

  private static String reason(List<String> missing) {
    return missing.isEmpty() ? "it is being stored" : "it waits for " + String.join(", ", missing);
  }
}
