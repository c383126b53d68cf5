package io.weir.runtime.execution.task;

import io.weir.runtime.execution.channel.TaskOutput;
import io.weir.runtime.stream.Barrier;
import io.weir.runtime.stream.StreamElement;
import java.util.Optional;

/** The end of a chain whose stream goes on to other tasks. */
final class OutputStage implements Stage {
  private final TaskOutput output;
  private final BarrierPassage barriers;

  OutputStage(TaskOutput output, BarrierPassage barriers) {
    this.output = output;
    this.barriers = barriers;
  }

  @Override
  public void accept(int input, StreamElement element) {
    output.send(element);
    if (element instanceof Barrier barrier) {
      barriers.complete(barrier.checkpointId());
    }
  }

  @Override
  public boolean resume() {
    return output.flush();
  }

  @Override
  public boolean isWaiting() {
    return output.isFull();
  }

  @Override
  public boolean isFull() {
    return output.isFull();
  }

  @Override
  public Optional<TaskSnapshot.OperatorPart> snapshotAtEnd(long checkpointId) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
