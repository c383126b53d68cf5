package io.weir.runtime.execution.task;

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

  /** The watermark that the last operator before the tail has sent. */
  long outputWatermark() {
    return stages.size() < 2 ? Watermark.NONE : stages.get(stages.size() - 2).outputWatermark();
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
