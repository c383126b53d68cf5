package io.weir.runtime.execution.task;

import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.stream.Barrier;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.Idle;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs one operator instance. An element whose handling stopped because there was no room behind
 * stays in front and is handled again, and whatever comes meanwhile waits behind it.
 */
final class OperatorStage implements Stage {
  private final StageIdentity identity;
  private final Operator operator;
  private final StageState state;
  private final StageClock time;
  private final OperatorMetrics metrics;
  private final BarrierPassage barriers;
  private final Stage next;
  private final Clock clock;
  private final StageTimer timer;
  private final Output output = new StageOutput();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long lastPassed;

  /**
   * @param state the instance's state tables
   * @param time the watermarks of the operator's inputs
   * @param next where its output goes
   */
  OperatorStage(
      StageIdentity identity,
      Operator operator,
      StageState state,
      StageClock time,
      OperatorMetrics metrics,
      BarrierPassage barriers,
      Clock clock,
      StageTimer timer,
      Stage next) {
    this.identity = identity;
    this.operator = operator;
    this.state = state;
    this.time = time;
    this.metrics = metrics;
    this.barriers = barriers;
    this.clock = clock;
    this.timer = timer;
    this.next = next;
    metrics.watermark(time.outputWatermark());
  }

  @Override
  public void accept(int input, StreamElement element) {
    if (element instanceof Batch batch) {
      metrics.addRowsIn(batch.size());
    }
    waiting.add(new Waiting(input, element));
    if (waiting.size() == 1) {
      resume();
    }
  }

  @Override
  public boolean resume() {
    boolean worked = false;
    while (!waiting.isEmpty() && !next.isFull() && !operator.isAwaiting()) {
      worked = true;
      Waiting first = waiting.peek();
      OperatorMetrics before = timer.enter(metrics);
      boolean isDone = handle(first.input, first.element);
      timer.leave(before);
      if (!isDone) {
        return true;
      }
      waiting.remove();
    }
    return worked;
  }

  /** Handles an element, as far as there is room; returns whether it is done with. */
  private boolean handle(int input, StreamElement element) {
    if (element instanceof Batch batch) {
      activate(input);
      return operator.process(input, batch, output);
    }
    if (element instanceof Watermark watermark) {
      return advance(input, watermark.timeMillis());
    }
    if (element instanceof Idle) {
      operator.idle(input);
      forwardWatermark(time.idle(input));
      return true;
    }
    if (element instanceof EndOfStream) {
      return end(input);
    }
    Barrier barrier = (Barrier) element;
    lastPassed = barrier.checkpointId();
    if (!barrier.hasOvertaken()) {
      operator.checkAtRest();
    }
    barriers.passed(snapshot(barrier.checkpointId(), List.of()));
    next.accept(0, element);
    return true;
  }

  @Override
  public void restore(int input, StreamElement element) {
    waiting.add(new Waiting(input, element));
  }

  /**
   * What waits here ahead of the barrier, the end of the input apart: those who have ended say so
   * again after a restore. If the barrier itself waits here, it goes no further.
   */
  @Override
  public void overtake(long checkpointId, List<QueuedElements> queues) {
    if (lastPassed >= checkpointId) {
      return;
    }
    lastPassed = checkpointId;
    List<QueuedElements> overtaken = new ArrayList<>();
    for (int input = 0; input < identity.restoredWatermarks().length; input++) {
      List<StreamElement> ahead = ahead(input);
      if (!ahead.isEmpty()) {
        overtaken.add(QueuedElements.of(input, QueuedElements.TAKEN, ahead));
      }
    }
    overtaken.addAll(queues);
    waiting.removeIf(w -> w.element instanceof Barrier);
    barriers.passed(snapshot(checkpointId, overtaken));
  }

  private List<StreamElement> ahead(int input) {
    List<StreamElement> ahead = new ArrayList<>();
    for (Waiting element : waiting) {
      if (element.element instanceof Barrier) {
        break;
      }
      if (element.input == input && !(element.element instanceof EndOfStream)) {
        ahead.add(element.element);
      }
    }
    return ahead;
  }

  private boolean advance(int input, long watermark) {
    activate(input);
    if (time.isBehind(input, watermark)) {
      if (!operator.advance(input, watermark, output)) {
        return false;
      }
      forwardWatermark(time.advance(input, watermark));
    }
    return true;
  }

  private boolean end(int input) {
    if (!operator.endOfInput(input, output)) {
      return false;
    }
    StageClock.Change change = time.end(input);
    if (!time.isEnded() || operator.holdsTime()) {
      forwardWatermark(change);
    }
    if (time.isEnded()) {
      next.accept(0, EndOfStream.INSTANCE);
    }
    return true;
  }

  private void activate(int input) {
    if (time.activate(input)) {
      metrics.idle(false);
      next.accept(0, new Watermark(time.outputWatermark()));
    }
  }

  private void forwardWatermark(StageClock.Change change) {
    if (change.hasRisen()) {
      metrics.watermark(time.outputWatermark());
      next.accept(0, new Watermark(time.outputWatermark()));
    }
    if (change.becameIdle()) {
      metrics.idle(true);
      next.accept(0, Idle.INSTANCE);
    }
  }

  @Override
  public boolean runTimer() {
    if (operator.nextTimeMillis() == Long.MAX_VALUE || isFull()) {
      return false;
    }
    long now = clock.wallMillis();
    if (now < operator.nextTimeMillis()) {
      return false;
    }
    OperatorMetrics before = timer.enter(metrics);
    operator.onTime(now, output);
    timer.leave(before);
    if (operator.hasOwnTime()) {
      forwardWatermark(time.ticked());
    }
    return true;
  }

  @Override
  public long outputWatermark() {
    return time.outputWatermark();
  }

  @Override
  public boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** What is behind has room, so it is the operator that waits. */
  @Override
  public TaskActivity waitsFor() {
    return next.isFull() ? next.waitsFor() : TaskActivity.AWAITING;
  }

  @Override
  public void publish() {
    metrics.held(operator.held());
    metrics.tables(state.sizes());
  }

  @Override
  public boolean isFull() {
    return !waiting.isEmpty() || next.isFull();
  }

  @Override
  public Optional<TaskSnapshot.OperatorPart> snapshotAtEnd(long checkpointId) {
    return Optional.of(snapshot(checkpointId, List.of()));
  }

  private TaskSnapshot.OperatorPart snapshot(long checkpointId, List<QueuedElements> queues) {
    long beganNanos = clock.monotonicNanos();
    OperatorSnapshot own = operator.snapshot(checkpointId);
    Optional<StateBackend.Capture> capture = state.capture(checkpointId);
    return new TaskSnapshot.OperatorPart(
        identity.operatorId(),
        identity.subtask(),
        capture,
        own,
        time.inputWatermarks(),
        queues,
        clock.monotonicNanos() - beganNanos);
  }

  @Override
  public void close() {
    for (Waiting element : waiting) {
      if (element.element instanceof Batch batch) {
        batch.close();
      }
    }
    waiting.clear();
  }

  private record Waiting(int input, StreamElement element) {}

  private final class StageOutput implements Output {
    @Override
    public void emit(Batch batch) {
      if (batch.size() == 0) {
        batch.close();
        return;
      }
      metrics.addRowsOut(batch.size());
      next.accept(0, batch);
    }

    @Override
    public boolean isFull() {
      return next.isFull();
    }
  }
}
