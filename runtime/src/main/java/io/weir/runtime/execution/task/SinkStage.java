package io.weir.runtime.execution.task;

import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Barrier;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.Idle;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.stream.Watermark;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The end of a chain that writes to the outside. */
final class SinkStage implements Stage {
  private final String table;
  private final String operatorId;
  private final int subtask;
  private final SinkWriter writer;
  private final OperatorMetrics metrics;
  private final BarrierPassage barriers;
  private final TaskControl control;
  private final StageTimer timer;
  private long watermark;
  private long lastPassed;

  SinkStage(
      String table,
      StageIdentity identity,
      SinkWriter writer,
      OperatorMetrics metrics,
      BarrierPassage barriers,
      TaskControl control,
      StageTimer timer) {
    this.table = table;
    this.operatorId = identity.operatorId();
    this.subtask = identity.subtask();
    this.watermark = identity.restoredWatermarks()[0];
    this.writer = writer;
    this.metrics = metrics;
    this.barriers = barriers;
    this.control = control;
    this.timer = timer;
    metrics.watermark(watermark);
  }

  @Override
  public void accept(int input, StreamElement element) {
    if (element instanceof Batch batch) {
      write(batch);
    } else if (element instanceof Watermark w) {
      watermark = w.timeMillis();
      metrics.watermark(watermark);
      writer.advance(watermark);
    } else if (element instanceof Barrier barrier) {
      overtake(barrier.checkpointId(), List.of());
    } else if (element instanceof Idle) {
      metrics.idle(true);
    } else if (element instanceof EndOfStream) {
      barriers.ended();
    }
  }

  @Override
  public void overtake(long checkpointId, List<QueuedElements> queues) {
    if (lastPassed < checkpointId) {
      lastPassed = checkpointId;
      barriers.passed(snapshot(checkpointId, false, queues));
      barriers.complete(checkpointId);
    }
  }

  @Override
  public void restore(int input, StreamElement element) {
    throw new AssertionError("nothing ever waits in a sink");
  }

  private void write(Batch batch) {
    int rows = batch.size();
    OperatorMetrics before = timer.enter(metrics);
    try {
      writer.write(batch);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    timer.leave(before);
    metrics.addRowsIn(rows);
    metrics.addRowsOut(rows);
    if (writer.isEpochFull()) {
      control.wantCheckpoint();
    }
  }

  private TaskSnapshot.OperatorPart snapshot(
      long checkpointId, boolean isEnd, List<QueuedElements> queues) {
    long beganNanos = timer.nanos();
    try {
      OperatorSnapshot snapshot = writer.snapshot(checkpointId, isEnd);
      return new TaskSnapshot.OperatorPart(
          operatorId,
          subtask,
          Optional.empty(),
          snapshot,
          List.of(watermark),
          queues,
          timer.nanos() - beganNanos);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private WeirException cannotWrite(IOException cause) {
    return WeirException.retryable(
        "writing to table '" + table + "': " + cause.getMessage(),
        "check the place that the table writes to; nothing of this attempt has been committed",
        cause);
  }

  @Override
  public boolean resume() {
    return false;
  }

  @Override
  public boolean isWaiting() {
    return writer.isFull();
  }

  @Override
  public TaskActivity waitsFor() {
    return TaskActivity.REFUSED;
  }

  @Override
  public boolean isFull() {
    return writer.isFull();
  }

  @Override
  public Optional<TaskSnapshot.OperatorPart> snapshotAtEnd(long checkpointId) {
    return Optional.of(snapshot(checkpointId, true, List.of()));
  }

  @Override
  public void close() {}
}
