package io.weir.shell.submit;

import java.util.concurrent.locks.LockSupport;

/** How long to wait before asking again: longer each time, up to a bound. */
final class Pause {
  private static final long FIRST_MILLIS = 20;
  private static final long LONGEST_MILLIS = 500;

  private long millis = FIRST_MILLIS;

  /** Waits once. */
  void once() {
    LockSupport.parkNanos(millis * 1_000_000);
    millis = Math.min(2 * millis, LONGEST_MILLIS);
  }
}
