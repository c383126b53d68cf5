package io.weir.runtime.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Makes tables of one connector for tests and reads them, whole and from stored positions. */
public final class SourceKit implements AutoCloseable {
  private final Connector connector;
  private final BufferAllocator allocator = new RootAllocator();

  /** {@code connector} is what is tested. */
  public SourceKit(Connector connector) {
    this.connector = connector;
  }

  /** A table of the connector. */
  public TableDescriptor table(String schema, Map<String, String> options) {
    TreeMap<String, String> all = new TreeMap<>(options);
    all.put("connector", connector.name());
    return new TableDescriptor("t", TypeText.schema(schema), Map.of(), List.of(), List.of(), all);
  }

  /** The source of all columns of a table. */
  public Source source(String schema, Map<String, String> options) {
    TableDescriptor table = table(schema, options);
    return connector.createSource(
        table, IntStream.range(0, table.schema().size()).boxed().toList());
  }

  /** All rows of a bounded source as text, a list for each split. */
  public List<List<String>> read(Source source) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Split split : source.discover()) {
      rows.add(read(source, split, null));
    }
    return rows;
  }

  /** The rows of a split from a position on. */
  public List<String> read(Source source, Split split, SplitPosition position) throws IOException {
    List<String> rows = new ArrayList<>();
    try (SplitReader reader = source.open(split, position, allocator)) {
      while (!reader.isFinished()) {
        rows.addAll(readBatch(reader));
      }
    }
    return rows;
  }

  /** The rows of the next batch; none if it is null. */
  public List<String> readBatch(SplitReader reader) throws IOException {
    try (Batch batch = reader.read()) {
      return batch == null ? List.of() : RowText.of(batch);
    }
  }

  /** Opens a split. */
  public SplitReader open(Source source, Split split, SplitPosition position) throws IOException {
    return source.open(split, position, allocator);
  }

  /** Checks that a split read anew from behind each of its batches gives what is missing. */
  public void assertRestores(Source source) throws IOException {
    for (Split split : source.discover()) {
      List<String> all = read(source, split, null);
      int delivered = 0;
      try (SplitReader reader = open(source, split, null)) {
        while (!reader.isFinished()) {
          delivered += readBatch(reader).size();
          List<String> rest = read(source, split, reader.position());
          assertEquals(all.subList(delivered, all.size()), rest, split.id());
        }
      }
    }
  }

  @Override
  public void close() {
    allocator.close();
  }

  /** A clock that stands until it is moved. */
  public static final class ManualClock implements Clock {
    private long nanos;
    private long tickNanos;

    /** From now on it moves by a millisecond whenever somebody looks. */
    public void run() {
      tickNanos = 1_000_000;
    }

    /** Moves it on. */
    public void advanceMillis(long millis) {
      nanos += millis * 1_000_000;
    }

    @Override
    public long wallMillis() {
      return nanos / 1_000_000;
    }

    @Override
    public long monotonicNanos() {
      nanos += tickNanos;
      return nanos;
    }
  }
}
