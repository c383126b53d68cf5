package io.weir.runtime.execution.task;

import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.execution.channel.TaskOutput;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.time.Clock;
import java.util.LinkedList;

/** Puts a chain together, from its end to its beginning. */
public final class ChainBuilder {
  private final LinkedList<Stage> stages = new LinkedList<>();
  private final BarrierPassage barriers = new BarrierPassage();
  private final Clock clock;
  private final StageTimer timer;

  private ChainBuilder(Clock clock) {
    this.clock = clock;
    this.timer = new StageTimer(clock);
  }

  /** A chain whose stream goes to other tasks. */
  public static ChainBuilder sendingTo(TaskOutput output, Clock clock) {
    ChainBuilder builder = new ChainBuilder(clock);
    builder.stages.add(new OutputStage(output, builder.barriers));
    return builder;
  }

  /**
   * A chain whose stream is written to the outside.
   *
   * @param table the table, for errors
   * @param control learns that the sink wants a checkpoint early
   */
  public static ChainBuilder writingTo(
      String table,
      StageIdentity identity,
      SinkWriter writer,
      OperatorMetrics metrics,
      Clock clock,
      TaskControl control) {
    ChainBuilder builder = new ChainBuilder(clock);
    builder.stages.add(
        new SinkStage(table, identity, writer, metrics, builder.barriers, control, builder.timer));
    return builder;
  }

  /**
   * Puts an operator in front.
   *
   * @param state its state tables
   * @param isTimeless for each of its inputs whether the rows have no time attribute
   */
  public void addInFront(
      StageIdentity identity,
      Operator operator,
      StageState state,
      boolean[] isTimeless,
      OperatorMetrics metrics) {
    StageClock time = new StageClock(operator, identity.restoredWatermarks(), isTimeless);
    Stage next = stages.getFirst();
    stages.addFirst(
        new OperatorStage(identity, operator, state, time, metrics, barriers, clock, timer, next));
  }

  /** The chain. */
  public Chain build() {
    return new Chain(stages, barriers);
  }
}
