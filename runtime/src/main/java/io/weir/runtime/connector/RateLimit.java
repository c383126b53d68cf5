package io.weir.runtime.connector;

import io.weir.runtime.time.Clock;

/**
 * Spreads the rows of a table over time, all readers together, by telling how many may come now.
 * Never makes up for time in which nobody asked. Safe for use by several threads.
 */
public final class RateLimit {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Rows come in steps of this length, if the rate allows so many. */
  private static final long STEPS_PER_SECOND = 50;

  private final long rowsPerSecond;
  private final Clock clock;
  private long nextNanos;
  private boolean isStarted;

  public RateLimit(long rowsPerSecond, Clock clock) {
    this.rowsPerSecond = rowsPerSecond;
    this.clock = clock;
  }

  /** How many rows may be read now; 0 for none yet. */
  public synchronized int permitted(int maxRows) {
    long now = clock.monotonicNanos();
    if (!isStarted) {
      isStarted = true;
      nextNanos = now;
    }
    if (now - nextNanos < 0) {
      return 0;
    }
    long step = Math.max(1, rowsPerSecond / STEPS_PER_SECOND);
    return (int) Math.min(maxRows, step);
  }

  /** Records that rows have been read. */
  public synchronized void used(int rows) {
    long now = clock.monotonicNanos();
    long stepNanos = NANOS_PER_SECOND / STEPS_PER_SECOND;
    long from = now - nextNanos > stepNanos ? now - stepNanos : nextNanos;
    nextNanos = from + rows * NANOS_PER_SECOND / rowsPerSecond;
  }
}
