package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.Words;
import java.util.List;

/** The job does not run, or not yet. */
final class NotRunning implements Cause {
  private static final long LONG_START_MILLIS = 5_000;

  @Override
  public List<Finding> find(JobView job) {
    String why = job.failure().map(text -> ": " + text).orElse("");
    return switch (job.state()) {
      case RUNNING -> List.of();
      case STARTING -> starting(job);
      case RESTARTING ->
          List.of(
              Finding.problem(
                  "it has failed and will be restored from checkpoint "
                      + job.checkpoints().lastId()
                      + why,
                  "it goes on by itself when the cause has gone"));
      case FAILED ->
          List.of(
              Finding.problem(
                  "it has failed" + why,
                  "its last checkpoint is kept: RESUME JOB goes on from it once the cause is"
                      + " removed"));
      case ENDING -> List.of(Finding.note("it is ending"));
      case FINISHED ->
          List.of(Finding.note("it has finished: its input has ended and all is published"));
      case STOPPED -> List.of(Finding.note("it was stopped; RESUME JOB goes on with it"));
      case CANCELLED -> List.of(Finding.note("it was cancelled"));
    };
  }

  private static List<Finding> starting(JobView job) {
    String text = "it is starting, for " + Words.duration(job.runningMillis()) + " now";
    return List.of(
        job.runningMillis() < LONG_START_MILLIS
            ? Finding.note(text)
            : Finding.problem(
                text + ": inputs are being listed, or a checkpoint is being restored",
                "check that what it reads from and writes to can be reached"));
  }
}
