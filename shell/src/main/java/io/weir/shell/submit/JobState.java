package io.weir.shell.submit;

import java.util.Set;

/**
 * How a job of the cluster is.
 *
 * @param name of its state, as Flink calls it
 * @param rows that have passed between its tasks
 * @param checkpoints that are complete
 * @param isWaitingForSlots whether some of its tasks have nowhere to run
 * @param restartedMillis when it was last started again after a failure; 0 if it never was
 * @param failure what has gone wrong last; empty if nothing has, or nobody says
 */
record JobState(
    String name,
    long rows,
    long checkpoints,
    boolean isWaitingForSlots,
    long restartedMillis,
    String failure) {
  private static final Set<String> LAST = Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED");

  static JobState named(String name) {
    return new JobState(name, 0, 0, false, 0, "");
  }

  boolean isLast() {
    return LAST.contains(name);
  }

  boolean isFinished() {
    return name.equals("FINISHED");
  }
}
