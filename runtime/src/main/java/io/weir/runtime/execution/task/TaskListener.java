package io.weir.runtime.execution.task;

/** Learns what happens to tasks. Called on the thread that steps the task; must return at once. */
public interface TaskListener {
  /** A task has taken its part of a checkpoint. */
  void snapshotTaken(Task task, long checkpointId, TaskSnapshot snapshot);

  /** A source has nothing more to read. */
  void sourceEnded(Task task);

  /** A task cannot go on because of {@code cause}; {@link #stopped} follows. */
  void failed(Task task, Throwable cause);

  /** A task will not be stepped again. */
  void stopped(Task task);
}
