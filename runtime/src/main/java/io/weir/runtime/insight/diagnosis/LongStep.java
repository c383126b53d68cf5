package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.metric.TaskActivity;
import java.util.List;

/** A task has not come back from one call for long. */
final class LongStep implements Cause {
  private static final long LONG_MILLIS = 3_000;

  @Override
  public List<Finding> find(JobView job) {
    if (job.state() != JobState.RUNNING) {
      return List.of();
    }
    return job.tasks().stream().filter(LongStep::isStuck).map(LongStep::finding).toList();
  }

  /** A step that takes so long has not been part of the shares, which count what has ended. */
  private static boolean isStuck(TaskView task) {
    return task.activity() == TaskActivity.BUSY && task.stepMillis() >= LONG_MILLIS;
  }

  private static Finding finding(TaskView task) {
    return Finding.problem(
        task.name()
            + " has been at work on one batch for "
            + Words.duration(task.stepMillis())
            + "; rows behind it and checkpoints wait",
        "if it calls a function of your own, see what that does; if it writes, see whether the"
            + " place answers");
  }
}
