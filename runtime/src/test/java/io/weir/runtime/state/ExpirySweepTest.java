package io.weir.runtime.state;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sweep keeps up with however many rows come, though its clock goes in steps. */
class ExpirySweepTest {
  private static final long TTL_MILLIS = 1_000;
  private static final long BATCH_MILLIS = 2;
  private static final int BATCH_ROWS = 4_096;
  private static final int BATCHES = 2_000;

  private long millis = 1_000_000;

  @Test
  void whatLivesIsBoundedByTheRateOfRows() {
    TimeToLive timeToLive = TimeToLive.of(spec(), new TestClock());
    Rows rows = new Rows(timeToLive);
    ExpirySweep sweep = new ExpirySweep(timeToLive, rows, 0, KeyGroups.COUNT);
    int perLife = (int) (BATCH_ROWS * TTL_MILLIS / BATCH_MILLIS);
    for (int batch = 0; batch < BATCHES; batch++) {
      millis += BATCH_MILLIS;
      timeToLive.refresh();
      sweep.sweep(null);
      for (int i = 0; i < BATCH_ROWS; i++) {
        rows.add();
      }
      assertTrue(rows.live <= 1.3 * perLife, rows.live + " rows live after batch " + batch);
    }
    assertTrue(rows.live >= perLife, rows.live + " rows live, some too early gone");
  }

  private static TableSpec spec() {
    Schema key = new Schema(List.of(new Field("k", LogicalType.bigint())));
    return new TableSpec(
        "t",
        1,
        TableSpec.Shape.AGGREGATE,
        false,
        key,
        List.of(),
        new Schema(List.of()),
        TTL_MILLIS);
  }

  /** Rows whose places are used again. */
  private static final class Rows implements ExpirySweep.Swept {
    private final TimeToLive timeToLive;
    private long[] stamps = new long[1 << 22];
    private int[] free = new int[1 << 22];
    private int freed;
    private int limit;
    int live;

    Rows(TimeToLive timeToLive) {
      this.timeToLive = timeToLive;
    }

    void add() {
      if (freed == 0 && limit == stamps.length) {
        stamps = Arrays.copyOf(stamps, 2 * limit);
        free = Arrays.copyOf(free, 2 * limit);
      }
      stamps[freed > 0 ? free[--freed] : limit++] = timeToLive.now();
      live++;
    }

    @Override
    public int rowLimit() {
      return limit;
    }

    @Override
    public void sweepRow(int row) {
      if (stamps[row] != 0 && timeToLive.isExpired(stamps[row])) {
        stamps[row] = 0;
        free[freed++] = row;
        live--;
      }
    }

    @Override
    public boolean mayLieBeneath(int keyGroup) {
      return false;
    }

    @Override
    public void sweepBeneath(long keyAddress, int keyLength, long valueAddress, int valueLength) {
      throw new AssertionError("the store holds nothing");
    }
  }

  private final class TestClock implements Clock {
    @Override
    public long wallMillis() {
      return millis;
    }

    @Override
    public long monotonicNanos() {
      return millis * 1_000_000;
    }
  }
}
