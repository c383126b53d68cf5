package io.weir.runtime.execution.task;

import io.weir.runtime.connector.ForwardingSinkWriter;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.execution.task.TaskControl.Afterwards;
import io.weir.runtime.operator.OperatorSnapshot;
import java.io.IOException;

/**
 * A writer that leaves nothing open at the last barrier of a job that ends with a savepoint: no
 * rows come after it, and whoever goes on from the savepoint has no part in open files.
 */
public final class EndingWriter extends ForwardingSinkWriter {
  private final TaskControl control;

  /** {@code control} says which barrier is the last. */
  public EndingWriter(SinkWriter writer, TaskControl control) {
    super(writer);
    this.control = control;
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) throws IOException {
    TaskControl.Request request = control.request();
    boolean isLast =
        request.checkpointId() == checkpointId && request.afterwards() == Afterwards.ROLL_AND_HOLD;
    return super.snapshot(checkpointId, isEnd || isLast);
  }
}
