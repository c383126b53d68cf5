package io.weir.runtime.execution.task;

import io.weir.runtime.execution.Tasklet.Progress;
import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.execution.channel.TaskInput;
import io.weir.runtime.metric.TaskActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a chain of operators: takes an element from the input whenever nothing in the chain waits
 * for room.
 */
public final class OperatorTaskBody implements TaskBody {
  private final TaskInput input;
  private final Chain chain;
  private final TaskControl control;
  private boolean hasStarted;
  private long lastCheckpointId;

  /**
   * @param input all channels of the task
   * @param chain what it runs
   * @param lastCheckpointId the checkpoint from which the job starts
   */
  public OperatorTaskBody(
      TaskInput input, Chain chain, TaskControl control, long lastCheckpointId) {
    this.input = input;
    this.chain = chain;
    this.control = control;
    this.lastCheckpointId = lastCheckpointId;
  }

  @Override
  public Progress step(TaskEvents events) {
    if (!hasStarted) {
      start();
    }
    if (control.overtakingId() > lastCheckpointId && !chain.hasEnded()) {
      overtake(control.overtakingId());
      report(events);
    }
    boolean worked = chain.resume();
    if (chain.hasEnded()) {
      return end(worked, events);
    }
    if (!chain.isWaiting()) {
      worked |= chain.runTimers() || input.poll(chain.head());
    }
    report(events);
    return worked ? Progress.WORKED : Progress.IDLE;
  }

  @Override
  public TaskActivity waitsFor() {
    return chain.waitsFor();
  }

  @Override
  public void publish() {
    chain.publish();
  }

  private void start() {
    hasStarted = true;
    chain.start();
    chain.runTimers();
    input.open(chain.head());
  }

  /**
   * Lets a barrier overtake as soon as it is in all channels: a task that has sent it does not wait
   * for room, so it comes through the whole job in as many steps as there are tasks in a row.
   */
  private void overtake(long checkpointId) {
    List<QueuedElements> queues = List.of();
    if (!input.hasPassed(checkpointId)) {
      Optional<List<QueuedElements>> overtaken = input.overtake(checkpointId);
      if (overtaken.isEmpty()) {
        return;
      }
      queues = overtaken.get();
    }
    chain.overtake(checkpointId, queues);
  }

  private void report(TaskEvents events) {
    BarrierPassage passage = chain.barriers();
    for (BarrierPassage.Completed c = passage.take(); c != null; c = passage.take()) {
      lastCheckpointId = c.checkpointId();
      events.snapshotTaken(c.checkpointId(), new TaskSnapshot(c.parts(), Optional.empty(), false));
    }
  }

  /** The input has ended: what is left goes into the next checkpoint, and that is all. */
  private Progress end(boolean worked, TaskEvents events) {
    report(events);
    long requested = control.request().checkpointId();
    if (requested <= lastCheckpointId) {
      return worked ? Progress.WORKED : Progress.IDLE;
    }
    List<TaskSnapshot.OperatorPart> parts = new ArrayList<>();
    for (Stage stage : chain.stages()) {
      stage.snapshotAtEnd(requested).ifPresent(parts::add);
    }
    events.snapshotTaken(requested, new TaskSnapshot(parts, Optional.empty(), true));
    return Progress.DONE;
  }

  @Override
  public void close() {
    chain.close();
    input.discard();
  }
}
