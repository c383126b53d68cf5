package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.CheckpointView;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SinkView;
import io.weir.runtime.insight.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows have come to a sink and are not published: it waits for a checkpoint, or cannot publish. */
final class Unpublished implements Cause {
  private static final long LONG_MILLIS = 2_000;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    if (job.checkpoints().isOn() && job.state() == JobState.RUNNING) {
      for (OperatorView operator : job.sinks()) {
        finding(job, operator).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> finding(JobView job, OperatorView operator) {
    CheckpointView checkpoints = job.checkpoints();
    SinkView sink = operator.sink().get();
    String table = "table '" + sink.table() + "'";
    String epochs = "the output of " + Words.count(sink.pendingEpochs(), "checkpoint");
    if (sink.problem().isPresent()) {
      return Optional.of(
          Finding.problem(
              "publishing to "
                  + table
                  + " has failed "
                  + Words.times(sink.attempts())
                  + " and is tried again; "
                  + epochs
                  + " waits for it: "
                  + sink.problem().get(),
              "nothing is lost; it is published when the cause is removed"));
    }
    if (sink.publishingMillis() >= LONG_MILLIS) {
      return Optional.of(
          Finding.problem(
              "publishing to "
                  + table
                  + " has been going on for "
                  + Words.duration(sink.publishingMillis())
                  + "; "
                  + epochs
                  + " waits for it",
              "see whether what it writes to answers"));
    }
    boolean isFirst = sink.publishedCheckpointId() < 0 && operator.rows().in() > 0;
    if (isFirst && sink.pendingEpochs() == 0 && checkpoints.completed() == 0) {
      return Optional.of(waiting(table, operator.rows().in(), job));
    }
    return Optional.empty();
  }

  private static Finding waiting(String table, long rows, JobView job) {
    CheckpointView checkpoints = job.checkpoints();
    String text =
        Words.count(rows, "row") + " for " + table + " wait for a checkpoint, which publishes them";
    return checkpoints.intervalMillis() == 0
        ? Finding.problem(
            text + "; none is taken by itself",
            "SET 'execution.checkpointing.interval' = '1 s', or CHECKPOINT JOB '"
                + job.name()
                + "'")
        : Finding.note(
            text + "; one is taken every " + Words.duration(checkpoints.intervalMillis()));
  }
}
