package io.weir.runtime.execution.task;

import io.weir.runtime.execution.Tasklet.Progress;
import io.weir.runtime.metric.TaskActivity;

/** What a {@link Task} does. Stepped by one thread at a time; closed after its last step. */
public interface TaskBody extends AutoCloseable {
  /**
   * Does a bounded piece of work; {@link Progress#DONE} after its part of the checkpoint that
   * follows the end of its input has been handed over.
   */
  Progress step(TaskEvents events);

  /**
   * Why nothing can be done now; {@link TaskActivity#IDLE} if only for want of input, of which
   * there may be some. Asked after each step but the last.
   */
  TaskActivity waitsFor();

  /** Hands over those figures that take longer to find out; asked now and then. */
  void publish();

  /** Frees everything without making anything visible. Called when no task of the job steps. */
  @Override
  void close();
}
