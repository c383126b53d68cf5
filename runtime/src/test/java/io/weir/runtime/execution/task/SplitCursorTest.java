package io.weir.runtime.execution.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SplitCursorTest {
  private static final long TIMEOUT_MILLIS = 100;

  private long millis;
  private final Clock clock =
      new Clock() {
        @Override
        public long wallMillis() {
          return millis;
        }

        @Override
        public long monotonicNanos() {
          return millis * 1_000_000;
        }
      };
  private final SplitCursor cursor =
      new SplitCursor(
          new Split("s", "s", new TreeMap<>()), SplitPosition.START, Watermark.NONE, false);

  private boolean isIdleAt(long at) {
    millis = at;
    cursor.foundNothing(clock, TIMEOUT_MILLIS);
    return cursor.isIdle();
  }

  @Test
  void idleAfterTheTimeoutAtTheEnd() {
    assertFalse(isIdleAt(1000));
    assertFalse(isIdleAt(1099));
    assertTrue(isIdleAt(1100));
  }

  @Test
  void rowsEndIdlenessAndStartTheTimeoutAnew() {
    isIdleAt(0);
    assertTrue(isIdleAt(500));
    cursor.read(new SplitPosition(1, 1), 7);
    assertFalse(cursor.isIdle());
    assertFalse(isIdleAt(590));
    assertFalse(isIdleAt(689));
    assertTrue(isIdleAt(690));
  }

  @Test
  void notAskedIsNotIdle() {
    millis = 1_000_000;
    assertFalse(cursor.isIdle());
    assertFalse(isIdleAt(1_000_000));
  }

  @Test
  void theWatermarkNeverGoesBack() {
    cursor.read(new SplitPosition(1, 1), 7);
    cursor.read(new SplitPosition(2, 2), 5);
    assertEquals(7, cursor.state().watermark());
    assertEquals(new SplitPosition(2, 2), cursor.state().position());
  }
}
