package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.metric.TaskActivity;
import java.util.List;

/** Sources read nothing, because what has changed or is not published takes all room. */
final class PausedSources implements Cause {
  @Override
  public List<Finding> find(JobView job) {
    boolean isPaused =
        job.tasks().stream().anyMatch(task -> task.activity() == TaskActivity.PAUSED);
    if (!isPaused || job.state() != JobState.RUNNING) {
      return List.of();
    }
    return List.of(
        job.checkpoints().isWaitingToPublish()
            ? Finding.problem(
                "sources read nothing now: "
                    + Words.count(job.checkpoints().unpublished())
                    + " checkpoints wait to be published")
            : Finding.problem(
                "sources read nothing until the checkpoint is stored, because changed state takes"
                    + " nearly all memory",
                "raise weir.memory, or keep less: SET 'table.exec.state.ttl'"));
  }
}
