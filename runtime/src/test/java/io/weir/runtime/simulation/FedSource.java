package io.weir.runtime.simulation;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;

/** A table without end whose splits say and send what a test wants. */
final class FedSource implements Source {
  private static final Schema SCHEMA = SimulatedSource.SCHEMA;

  private final List<Fed> splits = new ArrayList<>();
  private final boolean areReadInTurn;

  /** {@code areReadInTurn} says whether all splits are open at the same time. */
  FedSource(boolean areReadInTurn) {
    this.areReadInTurn = areReadInTurn;
  }

  /** What one split has. */
  static final class Fed {
    final String description;
    final Deque<List<SimulatedInput.Row>> batches = new ArrayDeque<>();

    /** Whether the reader is certain that nothing is there when nothing is. */
    boolean isCertain = true;

    long skipped;

    Fed(String description) {
      this.description = description;
    }

    /** Rows that come together. */
    void send(SimulatedInput.Row... rows) {
      batches.add(List.of(rows));
    }

    /** Rows of one key, each with a time, each by itself. */
    void sendTimes(long... times) {
      for (long time : times) {
        send(new SimulatedInput.Row(time, 1, 1));
      }
    }
  }

  /** Adds a split, before the job starts. */
  Fed split(String description) {
    Fed fed = new Fed(description);
    splits.add(fed);
    return fed;
  }

  /** The table in a plan. */
  SourceNode node(String table, long idleTimeoutMillis) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < SCHEMA.size(); i++) {
      columns.add(ColumnReference.of(SCHEMA, i));
    }
    List<TimeAttribute> times =
        List.of(TimeAttribute.ROWTIME, TimeAttribute.NONE, TimeAttribute.NONE, TimeAttribute.NONE);
    return new SourceNode(
        table,
        this,
        columns,
        Optional.of(
            new SourceNode.WatermarkSpec(
                0, ColumnReference.of(SCHEMA, 3), idleTimeoutMillis, false)),
        new StreamProperties(SCHEMA, ChangelogKind.INSERT_ONLY, List.of(), times, Set.of()));
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public String describe() {
    return "fed " + splits.stream().map(split -> split.description).toList();
  }

  @Override
  public boolean isBounded() {
    return false;
  }

  @Override
  public boolean splitsInTurn() {
    return areReadInTurn;
  }

  @Override
  public boolean isRewindable() {
    return true;
  }

  @Override
  public List<Split> discover() {
    List<Split> list = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      list.add(new Split(Integer.toString(i), splits.get(i).description, new TreeMap<>()));
    }
    return list;
  }

  @Override
  public void verify(List<Split> known) {
    if (known.size() > splits.size()) {
      throw new AssertionError("splits are gone: " + known);
    }
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator) {
    return new Reader(splits.get(Integer.parseInt(split.id())), position, allocator);
  }

  private static final class Reader implements SplitReader {
    private final Fed fed;
    private final BufferAllocator allocator;
    private long records;

    Reader(Fed fed, SplitPosition position, BufferAllocator allocator) {
      this.fed = fed;
      this.allocator = allocator;
      this.records = position == null ? 0 : position.records();
    }

    @Override
    public Batch read() {
      List<SimulatedInput.Row> rows = fed.batches.poll();
      if (rows == null) {
        return null;
      }
      List<FieldVector> vectors = Vectors.create(SCHEMA, allocator);
      for (int i = 0; i < rows.size(); i++) {
        SimulatedInput.Row row = rows.get(i);
        ((TimeStampMicroVector) vectors.get(0)).setSafe(i, row.timeMillis() * 1000);
        ((BigIntVector) vectors.get(1)).setSafe(i, row.key());
        ((BigIntVector) vectors.get(2)).setSafe(i, row.value());
        ((TimeStampMicroVector) vectors.get(3)).setSafe(i, row.timeMillis() * 1000);
      }
      vectors.forEach(vector -> vector.setValueCount(rows.size()));
      records += rows.size();
      return Batch.ofInserts(SCHEMA, vectors, rows.size());
    }

    @Override
    public SplitPosition position() {
      return new SplitPosition(records, records);
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isAtEnd() {
      return fed.isCertain;
    }

    @Override
    public long skippedRecords() {
      return fed.skipped;
    }

    @Override
    public void close() {}
  }
}
