package io.weir.runtime.simulation;

import io.weir.runtime.time.Clock;

/** A clock that goes on only when it is told to. */
public final class SimulatedClock implements Clock {
  private static final long EPOCH_MILLIS = 1_700_000_000_000L;

  private long nanos;
  private long wallOffsetMillis;

  void advanceNanos(long more) {
    nanos += more;
  }

  /** Somebody sets the clock. */
  void setWall(long offsetMillis) {
    wallOffsetMillis = offsetMillis;
  }

  @Override
  public long wallMillis() {
    return EPOCH_MILLIS + wallOffsetMillis + nanos / 1_000_000;
  }

  @Override
  public long monotonicNanos() {
    return nanos;
  }
}
