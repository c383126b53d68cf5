package io.weir.runtime.checkpoint.state;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.state.view.StateColumns;
import io.weir.runtime.state.view.StateRows;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The rows of a state table in a checkpoint: one split, whose positions count rows in the order of
 * the store.
 *
 * @param table what is read
 * @param columns positions in its schema
 */
public record StateSource(CheckpointedTable table, List<Integer> columns) implements Source {
  private static final String CHECKPOINT = "checkpoint";

  public StateSource {
    columns = List.copyOf(columns);
  }

  @Override
  public Schema schema() {
    return table.columns().schema().project(columns);
  }

  @Override
  public String describe() {
    return table.describe();
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
  public Optional<String> rewindCondition() {
    return Optional.of("as long as the job that is read keeps the checkpoint");
  }

  @Override
  public List<Split> discover() throws IOException {
    TreeMap<String, String> properties = new TreeMap<>();
    properties.put(CHECKPOINT, Long.toString(table.choose()));
    return List.of(new Split("state", table.describe(), properties));
  }

  private static long checkpoint(Split split) {
    return Long.parseLong(split.properties().get(CHECKPOINT));
  }

  @Override
  public void verify(List<Split> splits) throws IOException {
    for (Split split : splits) {
      table.requireThere(checkpoint(split));
    }
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator)
      throws IOException {
    long rows = position == null ? 0 : position.offset();
    CheckpointedTable.Opened opened = table.open(checkpoint(split), position == null);
    try {
      return new Reader(opened, this, rows, allocator);
    } catch (RuntimeException | Error e) {
      opened.state().close();
      throw e;
    }
  }

  private static final class Reader implements SplitReader {
    private final CheckpointedTable.Opened opened;
    private final StateRows rows;
    private long read;

    Reader(
        CheckpointedTable.Opened opened,
        StateSource source,
        long skipped,
        BufferAllocator allocator) {
      this.opened = opened;
      rows =
          new StateRows(
              opened.state(),
              opened.table(),
              StateColumns.of(opened.table().spec()).orElseThrow(),
              source.columns(),
              allocator);
      rows.skip(skipped);
      read = skipped;
    }

    @Override
    public Batch read() {
      Batch batch = rows.read();
      read += batch == null ? 0 : batch.rowCount();
      return batch;
    }

    @Override
    public SplitPosition position() {
      return new SplitPosition(read, read);
    }

    @Override
    public boolean isFinished() {
      return rows.isFinished();
    }

    @Override
    public void close() {
      rows.close();
      opened.state().close();
    }
  }
}
