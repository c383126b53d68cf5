package io.weir.runtime.connector.values;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Literal rows. One row of no columns stands for the missing FROM of a SELECT.
 *
 * @param schema the columns
 * @param rows the rows, each with a value for every column in the form of {@link Values}
 */
public record ValuesSource(Schema schema, List<List<Object>> rows) implements Source {
  private static final String ROWS = "rows";

  public ValuesSource {
    List<List<Object>> copies = new ArrayList<>();
    for (List<Object> row : rows) {
      if (row.size() != schema.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " values for " + schema.size() + " columns");
      }
      copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copies);
  }

  @Override
  public String describe() {
    return rows.size() == 1 ? "1 row" : rows.size() + " rows";
  }

  @Override
  public String identity() {
    return Arrays.deepToString(rows.stream().map(List::toArray).toArray());
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public boolean isRewindable() {
    return true;
  }

  @Override
  public List<Split> discover() {
    TreeMap<String, String> properties = new TreeMap<>();
    properties.put(ROWS, Integer.toString(rows.size()));
    return List.of(new Split("values", "literal rows", properties));
  }

  @Override
  public void verify(List<Split> splits) {
    for (Split split : splits) {
      if (!split.properties().get(ROWS).equals(Integer.toString(rows.size()))) {
        throw WeirException.permanent(
            "the query had "
                + split.properties().get(ROWS)
                + " literal rows when the job started, and has "
                + rows.size(),
            "start afresh with --fresh");
      }
    }
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator) {
    return new Reader(this, position == null ? 0 : (int) position.offset(), allocator);
  }

  private static final class Reader implements SplitReader {
    private final ValuesSource source;
    private final BufferAllocator allocator;
    private int next;

    Reader(ValuesSource source, int next, BufferAllocator allocator) {
      this.source = source;
      this.next = next;
      this.allocator = allocator;
    }

    @Override
    public Batch read() {
      int count = Math.min(Batch.MAX_ROWS, source.rows.size() - next);
      if (count == 0) {
        return null;
      }
      List<List<Object>> rows = source.rows.subList(next, next + count);
      List<FieldVector> vectors = new ArrayList<>();
      try {
        for (int column = 0; column < source.schema.size(); column++) {
          List<Object> values = new ArrayList<>(count);
          for (List<Object> row : rows) {
            values.add(row.get(column));
          }
          vectors.add(Values.vector(source.schema.type(column), values, allocator));
        }
      } catch (RuntimeException e) {
        vectors.forEach(FieldVector::close);
        throw e;
      }
      next += count;
      return Batch.ofInserts(source.schema, vectors, count);
    }

    @Override
    public SplitPosition position() {
      return new SplitPosition(next, next);
    }

    @Override
    public boolean isFinished() {
      return next == source.rows.size();
    }

    @Override
    public double progress() {
      return isFinished() ? 1 : (double) next / source.rows.size();
    }

    @Override
    public void close() {}
  }
}
