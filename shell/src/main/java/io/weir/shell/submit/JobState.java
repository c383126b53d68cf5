package io.weir.shell.submit;

import java.util.List;
import java.util.Set;

/**
 * How a job of the cluster is.
 *
 * @param name of its state, as Flink calls it
 * @param rows that have passed between its tasks
 * @param checkpoints that are complete
 * @param isWaitingForSlots whether some of its tasks have nowhere to run
 * @param failures what has gone wrong, oldest first; the last ones of many
 */
record JobState(
    String name, long rows, long checkpoints, boolean isWaitingForSlots, List<Failure> failures) {
  private static final Set<String> LAST = Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED");

  JobState {
    failures = List.copyOf(failures);
  }

  /**
   * Something that has gone wrong.
   *
   * @param millis when
   * @param trace the stack trace
   */
  record Failure(long millis, String trace) {}

  static JobState named(String name) {
    return new JobState(name, 0, 0, false, List.of());
  }

  boolean isLast() {
    return LAST.contains(name);
  }

  boolean isFinished() {
    return name.equals("FINISHED");
  }

  /** Whether it does not start again after its last failure. */
  boolean endsWithFailure() {
    return name.equals("FAILING") || name.equals("FAILED");
  }
}
