package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.CheckpointView;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.insight.Words;
import java.util.List;
import java.util.stream.Collectors;

/** The checkpoint that is being taken takes long. */
final class SlowCheckpoint implements Cause {
  private static final long LEAST_MILLIS = 2_000;
  private static final int MOST_TASKS = 3;

  @Override
  public List<Finding> find(JobView job) {
    CheckpointView checkpoints = job.checkpoints();
    long limit = Math.max(LEAST_MILLIS, 2 * checkpoints.intervalMillis());
    return checkpoints
        .ongoing()
        .filter(ongoing -> ongoing.sinceMillis() >= limit && job.state() == JobState.RUNNING)
        .map(ongoing -> List.of(finding(job, ongoing)))
        .orElse(List.of());
  }

  private static Finding finding(JobView job, CheckpointView.Ongoing ongoing) {
    String text =
        "checkpoint "
            + ongoing.id()
            + " has been being taken for "
            + Words.duration(ongoing.sinceMillis());
    if (ongoing.missing().isEmpty()) {
      return Finding.problem(
          text + ": all tasks have handed over their parts, and it is being stored",
          "see whether the disk of the data directory is slow or full");
    }
    String tasks =
        ongoing.missing().stream()
            .limit(MOST_TASKS)
            .map(name -> task(job, name))
            .collect(Collectors.joining(", "));
    int others = ongoing.missing().size() - MOST_TASKS;
    return Finding.problem(
        text
            + ": it waits for "
            + tasks
            + (others > 0 ? " and " + others + " others" : "")
            + (ongoing.isOvertaking() ? "; its barriers overtake what is ahead of them" : ""));
  }

  private static String task(JobView job, String name) {
    return job.tasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .map(task -> name + " (" + does(task) + ")")
        .orElse(name);
  }

  private static String does(TaskView task) {
    String since = Words.duration(task.activityMillis());
    return switch (task.activity()) {
      case BUSY, READY -> "busy for " + since;
      case BLOCKED -> "no room behind it for " + since;
      case AWAITING -> "waiting for an answer from outside for " + since;
      case REFUSED -> "what it writes to has taken nothing for " + since;
      case IDLE, PAUSED, ENDED -> "nothing came for " + since;
    };
  }
}
