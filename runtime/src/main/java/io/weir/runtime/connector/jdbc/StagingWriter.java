package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Keeps the rows of an epoch for its checkpoint, after which the committer writes them. */
final class StagingWriter implements SinkWriter {
  private final StagedBatches staged;

  StagingWriter(BufferAllocator allocator) {
    staged = new StagedBatches(allocator);
  }

  @Override
  public void write(Batch batch) throws IOException {
    try (batch) {
      staged.add(batch);
    }
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
    byte[] rows = staged.take();
    if (rows.length == 0) {
      return OperatorSnapshot.EMPTY;
    }
    OperatorSnapshot.Content content = new OperatorSnapshot.Content(new byte[0], List.of(rows));
    return () -> content;
  }

  @Override
  public void close() {}
}
