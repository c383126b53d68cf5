package io.weir.shell.submit;

/** How a job of a cluster is stopped. */
public enum Stopping {
  CANCEL("cancelled", ""),
  WITH_SAVEPOINT("stopped", " WITH SAVEPOINT"),

  /** Windows that have not ended fire first. */
  DRAINED("stopped", " WITH SAVEPOINT WITH DRAIN");

  private final String outcome;
  private final String clause;

  Stopping(String outcome, String clause) {
    this.outcome = outcome;
    this.clause = clause;
  }

  /** What the job is then. */
  String outcome() {
    return outcome;
  }

  /** What stands behind {@code STOP JOB} and the job's id. */
  String clause() {
    return clause;
  }
}
