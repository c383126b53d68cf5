package io.weir.runtime.simulation;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;

/**
 * Reads a {@link SimulatedInput} in batches of random sizes. Now and then nothing is there, but not
 * twice in a row, so that only a pause makes a split idle.
 *
 * @param read receives the splits that were read to their ends, if the input does not end
 */
record SimulatedSource(
    SimulatedInput input, boolean isBounded, Clock clock, SplittableRandom random, Set<Split> read)
    implements Source {
  static final Schema SCHEMA =
      Schema.of(
          new Field("ts", LogicalType.timestamp(3)),
          new Field("k", LogicalType.bigint()),
          new Field("v", LogicalType.bigint()),
          new Field("wm", LogicalType.timestamp(3)));
  static final long PAUSE_NANOS = 500_000_000;

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public String describe() {
    return "simulated";
  }

  @Override
  public boolean isRewindable() {
    return true;
  }

  @Override
  public long discoveryIntervalMillis() {
    return isBounded ? 0 : 30;
  }

  @Override
  public List<Split> discover() {
    return splits(false);
  }

  @Override
  public List<Split> discoverMore(List<Split> known) {
    if (random.nextInt(3) == 0) {
      return List.of();
    }
    List<Split> more = splits(true);
    more.removeAll(known);
    return more;
  }

  /** Whether every split has been read to its end since this was cleared. */
  boolean isRead() {
    return read.containsAll(splits(true));
  }

  private List<Split> splits(boolean withLater) {
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < input.splits().size(); i++) {
      if (input.splits().get(i).isLater() && !withLater) {
        continue;
      }
      TreeMap<String, String> properties = new TreeMap<>();
      properties.put("rows", Integer.toString(input.splits().get(i).rows().size()));
      splits.add(new Split("s" + i, "split " + i, properties));
    }
    return splits;
  }

  @Override
  public void verify(List<Split> splits) {
    for (Split split : splits) {
      if (!splits(true).contains(split)) {
        throw new AssertionError("split " + split + " was never discovered");
      }
    }
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator) {
    int index = Integer.parseInt(split.id().substring(1));
    SplitPosition start = position == null ? SplitPosition.START : position;
    return new Reader(split, input.splits().get(index), start, allocator);
  }

  private final class Reader implements SplitReader {
    private final Split name;
    private final SimulatedInput.SplitRows split;
    private final BufferAllocator allocator;
    private int next;
    private boolean wasEmpty;
    private long pausedSince = -1;

    Reader(
        Split name,
        SimulatedInput.SplitRows split,
        SplitPosition position,
        BufferAllocator allocator) {
      this.name = name;
      this.split = split;
      this.next = (int) position.offset();
      this.allocator = allocator;
    }

    @Override
    public Batch read() {
      if (next == split.rows().size()) {
        read.add(name);
        return null;
      }
      if (isPaused()) {
        return null;
      }
      wasEmpty = !wasEmpty && random.nextInt(4) == 0;
      if (wasEmpty) {
        return null;
      }
      int end = Math.min(split.rows().size(), next + 1 + random.nextInt(8));
      if (next < split.pauseAt()) {
        end = Math.min(end, split.pauseAt());
      }
      List<FieldVector> vectors = Vectors.create(SCHEMA, allocator);
      TimeStampMicroVector times = (TimeStampMicroVector) vectors.get(0);
      BigIntVector keys = (BigIntVector) vectors.get(1);
      BigIntVector values = (BigIntVector) vectors.get(2);
      TimeStampMicroVector watermarks = (TimeStampMicroVector) vectors.get(3);
      int count = end - next;
      for (int i = 0; i < count; i++) {
        SimulatedInput.Row row = split.rows().get(next + i);
        times.setSafe(i, row.timeMillis() * 1000);
        keys.setSafe(i, row.key());
        values.setSafe(i, row.value());
        watermarks.setSafe(i, (row.timeMillis() - SimulatedInput.WATERMARK_DELAY_MILLIS) * 1000);
      }
      vectors.forEach(vector -> vector.setValueCount(count));
      next = end;
      return Batch.ofInserts(SCHEMA, vectors, count);
    }

    private boolean isPaused() {
      if (next != split.pauseAt()) {
        return false;
      }
      if (pausedSince < 0) {
        pausedSince = clock.monotonicNanos();
      }
      return clock.monotonicNanos() - pausedSince < PAUSE_NANOS;
    }

    @Override
    public SplitPosition position() {
      return new SplitPosition(next, next);
    }

    @Override
    public boolean isFinished() {
      return isBounded && next == split.rows().size();
    }

    @Override
    public void close() {}
  }
}
