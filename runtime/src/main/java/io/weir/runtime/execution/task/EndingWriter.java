package io.weir.runtime.execution.task;

import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.execution.task.TaskControl.Afterwards;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import java.io.IOException;

/**
 * A writer that leaves nothing open at the last barrier of a job that ends with a savepoint: no
 * rows come after it, and whoever goes on from the savepoint has no part in open files.
 */
public final class EndingWriter implements SinkWriter {
  private final SinkWriter writer;
  private final TaskControl control;

  /** {@code control} says which barrier is the last. */
  public EndingWriter(SinkWriter writer, TaskControl control) {
    this.writer = writer;
    this.control = control;
  }

  @Override
  public void write(Batch batch) throws IOException {
    writer.write(batch);
  }

  @Override
  public boolean isFull() {
    return writer.isFull();
  }

  @Override
  public void advance(long watermarkMillis) {
    writer.advance(watermarkMillis);
  }

  @Override
  public boolean isEpochFull() {
    return writer.isEpochFull();
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) throws IOException {
    TaskControl.Request request = control.request();
    boolean isLast =
        request.checkpointId() == checkpointId && request.afterwards() == Afterwards.ROLL_AND_HOLD;
    return writer.snapshot(checkpointId, isEnd || isLast);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
