package io.weir.runtime.operator.window;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The clock of sessions of processing time. It never goes back, after a restart neither, and its
 * time is told to those behind often enough that other instances do not wait for long.
 */
final class SessionClock {
  /** After how long those behind are told the time, whether a session has ended or not. */
  private static final long TICK_MILLIS = 100;

  private final Clock clock;
  private long nowMillis = Long.MIN_VALUE;
  private long passed = Watermark.NONE;
  private boolean isBusy;

  SessionClock(OperatorContext context) {
    clock = context.clock();
    for (byte[] state : context.restoredState()) {
      boolean isOfEndedInstance = state.length == 0;
      if (!isOfEndedInstance) {
        nowMillis = Math.max(nowMillis, ByteBuffer.wrap(state).getLong());
      }
    }
  }

  /** The time of rows that come now. */
  long now() {
    return reach(clock.wallMillis());
  }

  /** Takes note of the wall time; returns the time that counts. */
  long reach(long wallMillis) {
    nowMillis = Math.max(nowMillis, wallMillis);
    return nowMillis;
  }

  /** All sessions up to a time have been sent, or as many as there was room for. */
  void fired(long untilMillis, boolean isDone) {
    isBusy = !isDone;
    passed = isDone ? untilMillis : passed;
  }

  /** Up to which time all sessions have been sent: the watermark. */
  long passed() {
    return passed;
  }

  /** When to look at the clock again, if the next session may end at {@code end}. */
  long next(long end) {
    return isBusy || passed == Watermark.NONE
        ? Long.MIN_VALUE
        : Math.min(end, passed + 1 + TICK_MILLIS);
  }

  OperatorSnapshot snapshot() {
    byte[] state = ByteBuffer.allocate(Long.BYTES).putLong(nowMillis).array();
    return () -> new OperatorSnapshot.Content(state, List.of());
  }
}
