package io.weir.runtime.simulation;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * A table with a key that rows are written into at once: what was written after the checkpoint that
 * a job goes back to is written again. A writer holds rows back for a while, at most until its
 * checkpoint is stored, and those of a process that dies are lost.
 */
final class SimulatedKeyedTable implements External {
  private final SplittableRandom random;
  private final List<Integer> key;
  private final Map<List<Long>, List<Long>> rows = new TreeMap<>(Oracle.ORDER);
  private boolean isDown;
  private boolean isStuck;
  private int writes;
  private int repeatedWrites;

  /** {@code key} are the positions of the columns of which no two rows have the same values. */
  SimulatedKeyedTable(SplittableRandom random, List<Integer> key) {
    this.random = random;
    this.key = List.copyOf(key);
  }

  @Override
  public void disconnect(boolean isDown) {
    this.isDown = isDown;
  }

  @Override
  public void setExists(LongPredicate exists) {}

  @Override
  public void setStuck(boolean isStuck) {
    this.isStuck = isStuck;
  }

  @Override
  public List<List<Long>> rows() {
    return rows.values().stream().sorted(Oracle.ORDER).toList();
  }

  @Override
  public int writes() {
    return writes;
  }

  @Override
  public void count(SimulationReport report) {
    report.repeatedWrites += repeatedWrites;
  }

  private void write(Change change) {
    if (isDown) {
      throw new SimulatedCrash();
    }
    writes++;
    List<Long> keyValues = key.stream().map(change.values()::get).toList();
    if (!RowKind.isAdding(change.kind())) {
      rows.remove(keyValues);
    } else if (change.values().equals(rows.put(keyValues, change.values()))) {
      repeatedWrites++;
    }
  }

  @Override
  public Sink sink() {
    return new KeyedSink();
  }

  private final class KeyedSink implements Sink {
    @Override
    public String describe() {
      return "keyed";
    }

    @Override
    public CommitMode commitMode() {
      return CommitMode.IDEMPOTENT;
    }

    @Override
    public void prepare() {}

    @Override
    public SinkWriter createWriter(WriterContext context) {
      return new HesitatingWriter();
    }

    @Override
    public Committer createCommitter(String incarnation) {
      return new Committer() {
        @Override
        public void commit(long checkpointId, List<byte[]> committables) {
          if (!committables.isEmpty()) {
            throw new AssertionError("there is nothing to commit: " + committables.size());
          }
        }

        @Override
        public void cleanUp(long checkpointId) {}

        @Override
        public void close() {}
      };
    }
  }

  private final class HesitatingWriter implements SinkWriter {
    private final ArrayDeque<Change> waiting = new ArrayDeque<>();

    @Override
    public void write(Batch batch) {
      try (batch) {
        synchronized (SimulatedKeyedTable.this) {
          waiting.addAll(Change.of(batch));
          writeFirst(random.nextInt(waiting.size() + 1));
        }
      }
    }

    @Override
    public boolean isFull() {
      return isStuck;
    }

    private void writeFirst(int count) {
      for (int i = 0; i < count; i++) {
        SimulatedKeyedTable.this.write(waiting.remove());
      }
    }

    @Override
    public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
      return () -> {
        synchronized (SimulatedKeyedTable.this) {
          writeFirst(waiting.size());
        }
        return OperatorSnapshot.Content.EMPTY;
      };
    }

    @Override
    public void close() {}
  }
}
