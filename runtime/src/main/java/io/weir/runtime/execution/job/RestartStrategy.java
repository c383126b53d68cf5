package io.weir.runtime.execution.job;

/**
 * Whether and when a job that failed for a reason that may pass is restored from its last
 * checkpoint.
 *
 * @param mostAttempts how many restarts in a row; 0 for none
 * @param initialPauseMillis how long to wait before the first
 * @param longestPauseMillis the pause doubles up to this
 * @param calmMillis after running this long, failures before are forgotten
 */
public record RestartStrategy(
    int mostAttempts, long initialPauseMillis, long longestPauseMillis, long calmMillis) {
  /** A failure is the end. */
  public static final RestartStrategy NONE = new RestartStrategy(0, 0, 0, 0);

  /** Ten attempts, after a second at first and a minute at most. */
  public static final RestartStrategy EXPONENTIAL_DELAY =
      new RestartStrategy(10, 1_000, 60_000, 600_000);

  /** A few attempts, always after the same pause. */
  public static RestartStrategy fixedDelay(int attempts, long pauseMillis) {
    return new RestartStrategy(attempts, pauseMillis, pauseMillis, Long.MAX_VALUE);
  }

  /** The pause before restart number {@code attempt}, counted from 1. */
  public long pauseMillis(int attempt) {
    int doublings = Math.min(attempt - 1, Long.numberOfLeadingZeros(initialPauseMillis | 1) - 1);
    return Math.min(initialPauseMillis << doublings, longestPauseMillis);
  }
}
