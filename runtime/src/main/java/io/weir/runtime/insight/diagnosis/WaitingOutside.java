package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.metric.TaskActivity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A step has been waiting for an answer from outside for long. */
final class WaitingOutside implements Cause {
  private static final long LONG_MILLIS = 1_000;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    Set<String> named = new LinkedHashSet<>();
    if (job.state() == JobState.RUNNING) {
      for (TaskView task : job.tasks()) {
        String last = task.operators().get(task.operators().size() - 1);
        if (isLong(task) && named.add(last)) {
          job.operator(last).map(operator -> finding(operator, task)).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  /** Whether the outside is all that a task waits for, and has been for a while. */
  static boolean isLong(TaskView task) {
    boolean isOutside =
        task.activity() == TaskActivity.AWAITING || task.activity() == TaskActivity.REFUSED;
    return isOutside && task.activityMillis() >= LONG_MILLIS;
  }

  private static Finding finding(OperatorView last, TaskView task) {
    String since = Words.duration(task.activityMillis());
    return task.activity() == TaskActivity.REFUSED
        ? Finding.problem(
            last.title() + " has taken no rows for " + since + ": what it writes to takes no more",
            "see whether whoever reads there still reads")
        : Finding.problem(
            task.name() + " has been waiting for an answer from outside for " + since,
            "see whether the table that it looks up can be reached");
  }
}
