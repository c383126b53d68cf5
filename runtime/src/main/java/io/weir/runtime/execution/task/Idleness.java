package io.weir.runtime.execution.task;

import io.weir.runtime.time.Clock;

/**
 * Whether nothing has been there to read for so long that nobody should wait for it: only after
 * somebody who looked has said so at the beginning and at the end of the time-out, and whenever he
 * looked between.
 */
final class Idleness {
  private boolean isIdle;
  private boolean isAtEnd;
  private long atEndSinceNanos;

  boolean isIdle() {
    return isIdle;
  }

  /** Whether nothing was there when somebody looked last. */
  boolean isAtEnd() {
    return isAtEnd;
  }

  /** Since when, where that is so. */
  long atEndSinceNanos() {
    return atEndSinceNanos;
  }

  /** There is something to read. */
  void foundSomething() {
    isIdle = false;
    isAtEnd = false;
  }

  /** Nothing is there now. A time-out of 0 never passes. */
  void foundNothing(Clock clock, long timeoutMillis) {
    long now = clock.monotonicNanos();
    if (!isAtEnd) {
      isAtEnd = true;
      atEndSinceNanos = now;
    }
    isIdle |= timeoutMillis > 0 && now - atEndSinceNanos >= timeoutMillis * 1_000_000;
  }

  /** Nobody can tell whether something is there: the time-out begins anew. */
  void isUncertain() {
    isAtEnd = false;
  }
}
