package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.CheckpointLimits;
import io.weir.runtime.execution.task.Task;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Watches how long a checkpoint takes: each time that its time-out passes it counts as failed, with
 * a warning that names who holds it up; more failures than are tolerable fail the job.
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

  /**
   * Names those who hold it up by themselves. The others that have not handed over their parts wait
   * for them: for what they send, or until they take what was sent.
   */
  private static String reason(Collection<Task> missing) {
    if (missing.isEmpty()) {
      return "it is being stored";
    }
    List<Task> culprits = missing.stream().filter(CheckpointPatience::isOwnDoing).toList();
    if (culprits.isEmpty()) {
      return "it waits for " + missing.stream().map(Task::name).collect(Collectors.joining(", "));
    }
    int others = missing.size() - culprits.size();
    return culprits.stream().map(CheckpointPatience::describe).collect(Collectors.joining("; "))
        + (others == 0 ? "" : "; " + others + (others == 1 ? " task waits" : " tasks wait"))
        + (others == 0 ? "" : " for that");
  }

  /** Whether other tasks can do nothing about it. */
  private static boolean isOwnDoing(Task task) {
    TaskActivity activity = task.activity();
    return activity == TaskActivity.BUSY || waitsForOutside(activity);
  }

  private static boolean waitsForOutside(TaskActivity activity) {
    return activity == TaskActivity.AWAITING || activity == TaskActivity.REFUSED;
  }

  private static String describe(Task task) {
    return task.name()
        + " holds it up, which "
        + (waitsForOutside(task.activity()) ? "waits for the outside" : "is at work");
  }
}
