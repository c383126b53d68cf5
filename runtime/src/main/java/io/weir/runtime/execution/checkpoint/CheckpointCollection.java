package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.execution.task.Task;
import io.weir.runtime.execution.task.TaskControl.Afterwards;
import io.weir.runtime.execution.task.TaskSnapshot;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A checkpoint in flight: which tasks have handed over their parts, and which have not. */
final class CheckpointCollection {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long checkpointId;
  private final Afterwards afterwards;
  private final boolean isStop;
  private final Clock clock;
  private final long beganMillis;
  private final long beganNanos;
  private long collectedNanos;
  private long synchronousNanos;
  private final Set<Task> missing;
  private final Map<Task, TaskSnapshot> snapshots = new LinkedHashMap<>();

  /**
   * @param afterwards what sources do behind its barrier
   * @param isStop whether the job stops behind it
   * @param tasks all tasks that have not finished
   */
  CheckpointCollection(
      long checkpointId,
      Afterwards afterwards,
      boolean isStop,
      Clock clock,
      Collection<Task> tasks) {
    this.checkpointId = checkpointId;
    this.afterwards = afterwards;
    this.isStop = isStop;
    this.clock = clock;
    this.beganMillis = clock.wallMillis();
    this.beganNanos = clock.monotonicNanos();
    this.missing = new LinkedHashSet<>(tasks);
  }

  long checkpointId() {
    return checkpointId;
  }

  boolean isStop() {
    return isStop;
  }

  long beganNanos() {
    return beganNanos;
  }

  /** Whether sinks publish everything with it and hold nothing back. */
  boolean isRolled() {
    return afterwards == Afterwards.ROLL_AND_HOLD;
  }

  /** How long it has taken so far, when everything but its manifest is durable. */
  CheckpointTimings timings() {
    long collectedMillis = (collectedNanos - beganNanos) / NANOS_PER_MILLI;
    long synchronousMillis = synchronousNanos / NANOS_PER_MILLI;
    long totalMillis = (clock.monotonicNanos() - beganNanos) / NANOS_PER_MILLI;
    return new CheckpointTimings(
        beganMillis,
        collectedMillis - synchronousMillis,
        synchronousMillis,
        totalMillis - collectedMillis,
        totalMillis);
  }

  /** The tasks that have not handed over their parts. */
  Collection<Task> missing() {
    return missing;
  }

  /** A task has handed over its part; returns whether this was the last one. */
  boolean add(Task task, long id, TaskSnapshot snapshot) {
    if (id != checkpointId || !missing.remove(task)) {
      throw new AssertionError(
          task.name() + " handed over checkpoint " + id + " while " + this + " is in flight");
    }
    snapshots.put(task, snapshot);
    collectedNanos = clock.monotonicNanos();
    synchronousNanos = Math.max(synchronousNanos, snapshot.synchronousNanos());
    return missing.isEmpty();
  }

  /** Whether all parts are there: then what was captured belongs to the completion. */
  boolean isComplete() {
    return missing.isEmpty();
  }

  /** The tasks that had nothing more to do after their part. */
  List<Task> finishedTasks() {
    return snapshots.keySet().stream().filter(task -> snapshots.get(task).isFinished()).toList();
  }

  Collection<TaskSnapshot> snapshots() {
    return snapshots.values();
  }

  /** What all operators and sinks have handed over. */
  List<TaskSnapshot.OperatorPart> parts() {
    return snapshots.values().stream().flatMap(snapshot -> snapshot.operators().stream()).toList();
  }

  /** All changes of state that were captured. */
  List<StateBackend.Capture> captures() {
    List<StateBackend.Capture> captures = new ArrayList<>();
    parts().forEach(part -> part.capture().ifPresent(captures::add));
    return captures;
  }

  @Override
  public String toString() {
    return "checkpoint "
        + checkpointId
        + " (waiting for "
        + missing.stream().map(Task::name).toList()
        + ")";
  }
}
