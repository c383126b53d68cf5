package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.Words;
import java.util.List;

/** The job has failed before and was restored. */
final class Restarts implements Cause {
  @Override
  public List<Finding> find(JobView job) {
    if (job.restarts() == 0 || job.state() != JobState.RUNNING) {
      return List.of();
    }
    return List.of(
        Finding.problem(
            "it has failed and was restored "
                + Words.times(job.restarts())
                + ", the last time "
                + Words.duration(job.runningMillis())
                + " ago"
                + job.failure().map(text -> ": " + text).orElse(""),
            "what was read since the checkpoint before is read again each time; remove the cause"));
  }
}
