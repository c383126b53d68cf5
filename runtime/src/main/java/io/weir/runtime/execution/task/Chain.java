package io.weir.runtime.execution.task;

import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.stream.Watermark;
import java.util.List;

/**
 * The stages of a task, in the direction of the rows; the last one writes or sends. Closing it
 * frees what waits in it; operators and writers are closed by who made them.
 */
public final class Chain implements AutoCloseable {
  private final List<Stage> stages;
  private final BarrierPassage barriers;

  Chain(List<Stage> stages, BarrierPassage barriers) {
    this.stages = List.copyOf(stages);
    this.barriers = barriers;
  }

  List<Stage> stages() {
    return stages;
  }

  BarrierPassage barriers() {
    return barriers;
  }

  Stage head() {
    return stages.get(0);
  }

  Stage tail() {
    return stages.get(stages.size() - 1);
  }

  /** Tells each stage how far the watermark of the one before it has come. */
  void start() {
    for (int i = 0; i < stages.size() - 1; i++) {
      long watermark = stages.get(i).outputWatermark();
      if (watermark > Watermark.NONE) {
        stages.get(i + 1).accept(0, new Watermark(watermark));
      }
    }
  }

  /** Puts back what waited in a stage; before the first step. */
  public void restore(int stage, QueuedElements queue) {
    queue.elements().forEach(element -> stages.get(stage).restore(queue.input(), element));
  }

  /**
   * Lets a barrier pass through those stages that it has not passed.
   *
   * @param queues what it has overtaken on the way to the first one
   */
  void overtake(long checkpointId, List<QueuedElements> queues) {
    head().overtake(checkpointId, queues);
    stages.subList(1, stages.size()).forEach(stage -> stage.overtake(checkpointId, List.of()));
  }

  /** Whether the input has ended and all that follows from it has left the chain. */
  boolean hasEnded() {
    return barriers.hasEnded();
  }

  /** Goes on with what waits, from the end of the chain to its beginning. */
  boolean resume() {
    boolean worked = false;
    for (int i = stages.size() - 1; i >= 0; i--) {
      worked |= stages.get(i).resume();
    }
    return worked;
  }

  /** Whether any stage waits for room behind it. */
  boolean isWaiting() {
    for (Stage stage : stages) {
      if (stage.isWaiting()) {
        return true;
      }
    }
    return false;
  }

  /** Why nothing can be done: what the last stage that waits, waits for. */
  TaskActivity waitsFor() {
    for (int i = stages.size() - 1; i >= 0; i--) {
      if (stages.get(i).isWaiting()) {
        return stages.get(i).waitsFor();
      }
    }
    return TaskActivity.IDLE;
  }

  /** Hands over the figures of all stages. */
  void publish() {
    stages.forEach(Stage::publish);
  }

  boolean runTimers() {
    boolean worked = false;
    for (Stage stage : stages) {
      worked |= stage.runTimer();
    }
    return worked;
  }

  @Override
  public void close() {
    barriers.discard();
    stages.forEach(Stage::close);
  }
}
