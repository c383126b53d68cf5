package io.weir.runtime.execution.task;

/** What a task's body tells about itself. */
interface TaskEvents {
  /** The body's part of a checkpoint is taken. */
  void snapshotTaken(long checkpointId, TaskSnapshot snapshot);

  /** The body is a source that has nothing more to read. */
  void sourceEnded();
}
