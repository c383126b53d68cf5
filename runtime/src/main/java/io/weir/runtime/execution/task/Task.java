package io.weir.runtime.execution.task;

import io.weir.runtime.execution.Tasklet;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.metric.TaskMetrics;
import io.weir.runtime.time.Clock;

/**
 * A tasklet of a job: steps its body until that is done, the job is cancelled, or it fails. The one
 * place where a failing operator, source or sink ends up.
 */
public final class Task implements Tasklet, AutoCloseable {
  private final String name;
  private final TaskBody body;
  private final TaskControl control;
  private final TaskListener listener;
  private final TaskMetrics metrics;
  private final Clock clock;
  private final TaskEvents events = new Events();
  private int samples;

  /**
   * @param name for diagnosis: its operators, and which instance it is
   * @param body what it does; closed by {@link #close}
   * @param control what the coordinator wants
   * @param listener told what happens
   * @param metrics told how its time passes
   */
  public Task(
      String name,
      TaskBody body,
      TaskControl control,
      TaskListener listener,
      TaskMetrics metrics,
      Clock clock) {
    this.name = name;
    this.body = body;
    this.control = control;
    this.listener = listener;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  /** What it is doing; from any thread. */
  public TaskActivity activity() {
    return metrics.activity(clock.monotonicNanos());
  }

  @Override
  public Progress step() {
    metrics.stepBegins(clock.monotonicNanos());
    Progress progress = control.isCancelled() ? Progress.DONE : stepBody();
    metrics.stepEnds(clock.monotonicNanos(), progress == Progress.WORKED, after(progress));
    if (progress == Progress.DONE) {
      listener.stopped(this);
    }
    return progress;
  }

  private TaskActivity after(Progress progress) {
    if (progress == Progress.DONE) {
      return TaskActivity.ENDED;
    }
    TaskActivity waits = body.waitsFor();
    boolean mayGoOn = progress == Progress.WORKED && waits == TaskActivity.IDLE;
    return mayGoOn ? TaskActivity.READY : waits;
  }

  private Progress stepBody() {
    try {
      Progress progress = body.step(events);
      if (samples != control.samples() || progress == Progress.DONE) {
        samples = control.samples();
        body.publish();
      }
      return progress;
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
