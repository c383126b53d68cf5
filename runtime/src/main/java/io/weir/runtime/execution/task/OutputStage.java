package io.weir.runtime.execution.task;

import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.execution.channel.TaskOutput;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.stream.Barrier;
import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.StreamElement;
import java.util.List;
import java.util.Optional;

/** The end of a chain whose stream goes on to other tasks. */
final class OutputStage implements Stage {
  private final TaskOutput output;
  private final BarrierPassage barriers;
  private long lastPassed;

  OutputStage(TaskOutput output, BarrierPassage barriers) {
    this.output = output;
    this.barriers = barriers;
  }

  @Override
  public void accept(int input, StreamElement element) {
    if (element instanceof Barrier barrier) {
      pass(barrier);
      return;
    }
    output.send(element);
    if (element instanceof EndOfStream) {
      barriers.ended();
    }
  }

  @Override
  public void overtake(long checkpointId, List<QueuedElements> queues) {
    if (lastPassed < checkpointId) {
      pass(new Barrier(checkpointId, true));
    }
  }

  private void pass(Barrier barrier) {
    lastPassed = barrier.checkpointId();
    output.send(barrier);
    barriers.complete(barrier.checkpointId());
  }

  @Override
  public void restore(int input, StreamElement element) {
    throw new AssertionError("nothing ever waits in an output");
  }

  @Override
  public boolean resume() {
    return false;
  }

  @Override
  public boolean isWaiting() {
    return output.isFull();
  }

  @Override
  public TaskActivity waitsFor() {
    return TaskActivity.BLOCKED;
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
