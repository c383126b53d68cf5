package io.weir.query;

import io.weir.query.SourceRows.Row;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Another source in small pieces, so that a job over little input has a middle in which it can
 * crash: a few rows a batch, and now and then nothing.
 */
final class TricklingSource implements Source {
  private static final int PIECES = 40;

  private final Source source;
  private final Map<String, List<Row>> rowsBySplit = new HashMap<>();

  TricklingSource(Source source) {
    this.source = source;
  }

  /** How many rows there are in all, once splits have been listed. */
  long rows() {
    return rowsBySplit.values().stream().mapToLong(List::size).sum();
  }

  @Override
  public Schema schema() {
    return source.schema();
  }

  @Override
  public String describe() {
    return source.describe();
  }

  @Override
  public ChangelogKind changelog() {
    return source.changelog();
  }

  @Override
  public boolean isBounded() {
    return source.isBounded();
  }

  @Override
  public boolean isRewindable() {
    return source.isRewindable();
  }

  @Override
  public boolean splitsInTimeOrder() {
    return source.splitsInTimeOrder();
  }

  @Override
  public List<Split> discover() throws IOException {
    List<Split> splits = source.discover();
    for (Split split : splits) {
      rows(split);
    }
    return splits;
  }

  @Override
  public void verify(List<Split> splits) throws IOException {
    source.verify(splits);
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator)
      throws IOException {
    int next = position == null ? 0 : (int) position.offset();
    return new Reader(source.schema(), rows(split), next, allocator);
  }

  private List<Row> rows(Split split) throws IOException {
    List<Row> rows = rowsBySplit.get(split.id());
    if (rows == null) {
      rows = SourceRows.read(source, split);
      rowsBySplit.put(split.id(), rows);
    }
    return rows;
  }

  private static final class Reader implements SplitReader {
    private final Schema schema;
    private final List<Row> rows;
    private final BufferAllocator allocator;
    private int next;
    private int reads;

    Reader(Schema schema, List<Row> rows, int next, BufferAllocator allocator) {
      this.schema = schema;
      this.rows = rows;
      this.next = next;
      this.allocator = allocator;
    }

    @Override
    public Batch read() {
      int piece = 1 + rows.size() / PIECES + reads % 3;
      int count = Math.min(piece, rows.size() - next);
      if (++reads % 4 == 0 || count == 0) {
        return null;
      }
      List<FieldVector> vectors = new ArrayList<>();
      byte[] kinds = new byte[count];
      for (int column = 0; column < schema.size(); column++) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          values.add(rows.get(next + i).values().get(column));
          kinds[i] = rows.get(next + i).kind();
        }
        vectors.add(Values.vector(schema.type(column), values, allocator));
      }
      next += count;
      return new Batch(schema, vectors, count, Selection.all(count), hasChanges(kinds), null);
    }

    private static byte[] hasChanges(byte[] kinds) {
      for (byte kind : kinds) {
        if (kind != 0) {
          return kinds;
        }
      }
      return null;
    }

    @Override
    public SplitPosition position() {
      return new SplitPosition(next, next);
    }

    @Override
    public boolean isFinished() {
      return next == rows.size();
    }

    @Override
    public void close() {}
  }
}
