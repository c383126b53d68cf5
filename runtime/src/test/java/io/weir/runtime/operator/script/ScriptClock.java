package io.weir.runtime.operator.script;

import io.weir.runtime.time.Clock;

/** The time of a script, which stands at 1970-01-01 until a step sets it. */
final class ScriptClock implements Clock {
  private long wallMillis;

  void set(long millis) {
    wallMillis = millis;
  }

  @Override
  public long wallMillis() {
    return wallMillis;
  }

  @Override
  public long monotonicNanos() {
    return wallMillis * 1_000_000;
  }
}
