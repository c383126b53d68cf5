package io.weir.runtime.execution.task;

import io.weir.runtime.execution.Tasklet;

/**
 * A tasklet of a job: steps its body until that is done, the job is cancelled, or it fails. The one
 * place where a failing operator, source or sink ends up.
 */
public final class Task implements Tasklet, AutoCloseable {
  private final String name;
  private final TaskBody body;
  private final TaskControl control;
  private final TaskListener listener;
  private final TaskEvents events = new Events();

  /**
   * @param name for diagnosis
   * @param body what it does; closed by {@link #close}
   * @param control what the coordinator wants
   * @param listener told what happens
   */
  public Task(String name, TaskBody body, TaskControl control, TaskListener listener) {
    this.name = name;
    this.body = body;
    this.control = control;
    this.listener = listener;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Progress step() {
    Progress progress = control.isCancelled() ? Progress.DONE : stepBody();
    if (progress == Progress.DONE) {
      listener.stopped(this);
    }
    return progress;
  }

  private Progress stepBody() {
    try {
      return body.step(events);
    } catch (Throwable cause) {
      listener.failed(this, cause);
      return Progress.DONE;
    }
  }

  /** Frees what the body holds. Called once, when no task of the job is stepped any more. */
  @Override
  public void close() {
    body.close();
  }

  private final class Events implements TaskEvents {
    @Override
    public void snapshotTaken(long checkpointId, TaskSnapshot snapshot) {
      listener.snapshotTaken(Task.this, checkpointId, snapshot);
    }

    @Override
    public void sourceEnded() {
      listener.sourceEnded(Task.this);
    }
  }
}
