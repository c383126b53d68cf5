package io.weir.runtime.execution.task;

import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.time.Clock;

/**
 * Charges the time of a chain to the operator that is at work. Operators call each other: what one
 * of them emits is handled behind it before it goes on, and that time is not its own.
 */
final class StageTimer {
  private final Clock clock;
  private OperatorMetrics atWork;
  private long sinceNanos;

  StageTimer(Clock clock) {
    this.clock = clock;
  }

  /** An operator begins to work; returns who did before, or null. */
  OperatorMetrics enter(OperatorMetrics operator) {
    OperatorMetrics before = atWork;
    change(operator);
    return before;
  }

  /** It has ended, and who was at work before goes on. */
  void leave(OperatorMetrics before) {
    change(before);
  }

  /** The time that it goes by. */
  long nanos() {
    return clock.monotonicNanos();
  }

  private void change(OperatorMetrics operator) {
    long now = clock.monotonicNanos();
    if (atWork != null) {
      atWork.addBusyNanos(now - sinceNanos);
    }
    atWork = operator;
    sinceNanos = now;
  }
}
