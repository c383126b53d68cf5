package io.weir.runtime.execution.task;

import io.weir.runtime.execution.Tasklet.Progress;
import io.weir.runtime.execution.channel.TaskInput;
import io.weir.runtime.execution.channel.TaskOutput;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.StreamElement;
import java.util.Optional;

/**
 * Stands for a task that had finished in the restored checkpoint: ends its stream again and does
 * nothing else, so that nothing is emitted twice.
 */
public final class FinishedTaskBody implements TaskBody {
  private final TaskInput input;
  private final Optional<TaskOutput> output;
  private boolean hasStarted;

  /** {@code output} is empty for a task that ended in a sink. */
  public FinishedTaskBody(TaskInput input, Optional<TaskOutput> output) {
    this.input = input;
    this.output = output;
  }

  @Override
  public Progress step(TaskEvents events) {
    if (!hasStarted) {
      hasStarted = true;
      output.ifPresent(out -> out.send(EndOfStream.INSTANCE));
    }
    boolean worked = input.poll(FinishedTaskBody::refuse);
    if (input.isEnded()) {
      return Progress.DONE;
    }
    return worked ? Progress.WORKED : Progress.IDLE;
  }

  @Override
  public TaskActivity waitsFor() {
    return TaskActivity.IDLE;
  }

  @Override
  public void publish() {
    // its operators have nothing any more
  }

  private static void refuse(int input, StreamElement element) {
    if (element instanceof Batch batch) {
      batch.close();
      throw new AssertionError("rows came to a task that had finished in the restored checkpoint");
    }
  }

  @Override
  public void close() {
    input.discard();
  }
}
