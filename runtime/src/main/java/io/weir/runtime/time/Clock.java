package io.weir.runtime.time;

/** The only way to learn the time, so that the simulation can supply it. */
public interface Clock {
  /** Milliseconds since the epoch; may jump. */
  long wallMillis();

  /** Nanoseconds from an arbitrary origin; never goes back. */
  long monotonicNanos();
}
