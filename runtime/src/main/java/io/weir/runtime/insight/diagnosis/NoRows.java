package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.metric.SplitState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table has sent nothing at all. */
final class NoRows implements Cause {
  /** So long a source may take to find its first row. */
  private static final long GRACE_MILLIS = 1_000;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    boolean mayTell = job.state() == JobState.RUNNING && job.runningMillis() >= GRACE_MILLIS;
    if (mayTell || job.state() == JobState.FINISHED) {
      for (OperatorView source : job.sources()) {
        if (source.rows().out() == 0) {
          finding(source.source().get()).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static Optional<Finding> finding(SourceView source) {
    String table = "table '" + source.table() + "'";
    if (source.splitCount() == 0) {
      return Optional.of(
          Finding.problem(
              table + " has nothing to read: no file or partition was found",
              "check its path or topic"));
    }
    if (source.splits().isEmpty()) {
      return Optional.of(
          Finding.problem(
              table
                  + " has no rows: "
                  + (source.splitCount() == 1
                      ? "what it has was read to the end"
                      : "all " + source.splitCount() + " splits were read to their ends"),
              "check that it is the right file or topic"));
    }
    boolean mayHaveOlder =
        source.splits().stream().allMatch(split -> split.records() == 0 && isAtEnd(split));
    SourceView.Split one = source.splits().get(0);
    return Optional.of(
        Finding.problem(
            "no row has come from "
                + table
                + " since the job was started or restored: "
                + SplitWords.state(one, source),
            mayHaveOlder
                ? "if rows were there before, say where to begin (such as scan.startup.mode)"
                : "the job goes on when a row comes"));
  }

  private static boolean isAtEnd(SourceView.Split split) {
    return split.state() == SplitState.AT_END || split.state() == SplitState.IDLE;
  }
}
