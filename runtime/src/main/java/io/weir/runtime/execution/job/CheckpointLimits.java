package io.weir.runtime.execution.job;

/**
 * How long a checkpoint may take.
 *
 * @param timeoutMillis after so long a checkpoint counts as failed, and after twice as long as
 *     failed twice; it is waited for nevertheless, since the next cannot begin before
 * @param tolerableFailures how many failures in a row the job survives; after more it is restored
 *     from its last checkpoint
 */
public record CheckpointLimits(long timeoutMillis, int tolerableFailures) {
  /** Ten minutes. */
  public static final CheckpointLimits DEFAULT = new CheckpointLimits(600_000, 0);

  public CheckpointLimits {
    if (timeoutMillis < 1 || tolerableFailures < 0) {
      throw new IllegalArgumentException(
          "a time-out of " + timeoutMillis + " ms, " + tolerableFailures + " failures");
    }
  }
}
