package io.weir.runtime.execution.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;

/** What an endless list of splits that end, such as files, says about time. */
class SplitQueueTest {
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

  /** Splits that end, and more may come. */
  private record Files(boolean splitsInTimeOrder) implements Source {
    @Override
    public Schema schema() {
      return Schema.of();
    }

    @Override
    public String describe() {
      return "files";
    }

    @Override
    public boolean isBounded() {
      return false;
    }

    @Override
    public boolean isRewindable() {
      return true;
    }

    @Override
    public boolean splitsInTurn() {
      return false;
    }

    @Override
    public List<Split> discover() {
      return List.of();
    }

    @Override
    public void verify(List<Split> splits) {}

    @Override
    public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator) {
      throw new AssertionError("nothing is opened");
    }
  }

  /** Stands at the end of its split. */
  private static final class Ended implements SplitReader {
    @Override
    public Batch read() {
      return null;
    }

    @Override
    public SplitPosition position() {
      return new SplitPosition(9, 9);
    }

    @Override
    public boolean isFinished() {
      return true;
    }

    @Override
    public void close() {}
  }

  private SplitQueue queue(boolean isInTimeOrder, SplitCursor... cursors) {
    SourceNode node =
        new SourceNode(
            "t",
            new Files(isInTimeOrder),
            List.of(),
            Optional.empty(),
            StreamProperties.insertOnly(Schema.of()));
    SourceInstance source =
        new SourceInstance(node, "o", 0, null, clock, null, () -> {}, new SourceMetrics());
    return new SplitQueue(source, List.of(cursors), true);
  }

  private static Split split(String name) {
    return new Split(name, name, new TreeMap<>());
  }

  private static SplitCursor read(String name, long watermark) {
    SplitCursor cursor = new SplitCursor(split(name), SplitPosition.START, Watermark.NONE, false);
    cursor.read(new SplitPosition(9, 9), watermark);
    return cursor;
  }

  private boolean isIdleAfterLooking(SplitQueue queue, long at) {
    millis = at;
    queue.looked(List.of(), TIMEOUT_MILLIS);
    return queue.isIdle();
  }

  @Test
  void nothingThereIsNotIdleBeforeTheTimeout() {
    SplitQueue queue = queue(false);
    assertFalse(queue.isFinished());
    assertFalse(queue.isIdle());
    assertFalse(isIdleAfterLooking(queue, 1000));
    assertFalse(isIdleAfterLooking(queue, 1099));
    assertTrue(isIdleAfterLooking(queue, 1100));
    queue.looked(List.of(split("a")), TIMEOUT_MILLIS);
    assertFalse(queue.isIdle());
    assertEquals(Watermark.NONE, queue.watermark());
  }

  @Test
  void whatHasEndedHoldsNothingButItsTimeStays() throws IOException {
    SplitCursor first = read("a", 7);
    SplitCursor second = read("b", 5);
    SplitQueue queue = queue(false, first, second);
    assertEquals(5, queue.watermark());
    queue.finish(new SplitQueue.Open(first, new Ended()));
    assertEquals(5, queue.watermark());
    queue.finish(new SplitQueue.Open(second, new Ended()));
    assertEquals(7, queue.watermark());
    assertFalse(queue.isIdle());
    assertFalse(isIdleAfterLooking(queue, 0));
    queue.looked(List.of(split("c")), TIMEOUT_MILLIS);
    assertEquals(Watermark.NONE, queue.watermark());
    assertFalse(queue.isFinished());
  }

  @Test
  void inTimeOrderALaterSplitGoesOnWhereTheLastHasEnded() throws IOException {
    SplitCursor first = read("a", 7);
    SplitQueue queue = queue(true, first);
    queue.finish(new SplitQueue.Open(first, new Ended()));
    queue.looked(List.of(split("b")), TIMEOUT_MILLIS);
    assertEquals(7, queue.watermark());
  }
}
