package io.weir.runtime.execution.task;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.state.StateBackend;
import java.util.List;
import java.util.Optional;

/**
 * A task's part of a checkpoint, as captured when the barrier came.
 *
 * @param operators what its operators and sinks hand over
 * @param splits where its source stands; empty for other tasks
 * @param isFinished whether the task's input has ended: it takes no part in later checkpoints
 */
public record TaskSnapshot(
    List<OperatorPart> operators, Optional<SourcePart> splits, boolean isFinished) {
  public TaskSnapshot {
    operators = List.copyOf(operators);
  }

  /** How long the task stood still to hand it over. */
  public long synchronousNanos() {
    return operators.stream().mapToLong(OperatorPart::synchronousNanos).sum();
  }

  /**
   * What one operator or sink instance hands over.
   *
   * @param operatorId the operator
   * @param subtask which of its instances
   * @param capture what changed in its state tables, if it has any
   * @param snapshot its own small state and what it has prepared to commit
   * @param watermarks the watermark of each of its inputs
   * @param queues what was on its way to it and the barrier has overtaken
   * @param synchronousNanos how long it took to capture all of that
   */
  public record OperatorPart(
      String operatorId,
      int subtask,
      Optional<StateBackend.Capture> capture,
      OperatorSnapshot snapshot,
      List<Long> watermarks,
      List<QueuedElements> queues,
      long synchronousNanos) {
    public OperatorPart {
      watermarks = List.copyOf(watermarks);
      queues = List.copyOf(queues);
    }

    /** Frees what is held for a checkpoint that is given up. */
    public void discard() {
      capture.ifPresent(StateBackend.Capture::close);
      queues.forEach(QueuedElements::close);
    }
  }

  /**
   * Where one source instance stands.
   *
   * @param operatorId the source
   * @param subtask which of its instances
   * @param splits its splits
   */
  public record SourcePart(String operatorId, int subtask, List<SplitState> splits) {
    public SourcePart {
      splits = List.copyOf(splits);
    }
  }

  /**
   * Where reading of one split goes on.
   *
   * @param split the split
   * @param position the first record not yet in the checkpoint
   * @param watermark the split's own watermark there
   * @param isFinished whether it has been read to its end
   */
  public record SplitState(
      Split split, SplitPosition position, long watermark, boolean isFinished) {}
}
