package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.metric.SplitState;
import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows wait for the end of a window, and no row comes that says that time has gone on. Idle splits
 * do not hold the watermark, but nothing makes it rise either.
 */
final class NothingNewer implements Cause {
  /** So long rows may be apart. */
  private static final long QUIET_MILLIS = 2_000;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    if (job.state() == JobState.RUNNING && job.hasEventTime() && isQuiet(job)) {
      for (OperatorView operator : job.operators()) {
        if (!operator.held().isEmpty()) {
          findings.add(finding(operator, job));
        }
      }
    }
    return findings;
  }

  /** Whether everything that is read has nothing now. */
  private static boolean isQuiet(JobView job) {
    return job.sources().stream()
        .flatMap(source -> source.source().get().splits().stream())
        .allMatch(NothingNewer::isAtEnd);
  }

  private static boolean isAtEnd(SourceView.Split split) {
    boolean isAtEnd = split.state() == SplitState.IDLE || split.state() == SplitState.AT_END;
    return isAtEnd && split.quietMillis() >= QUIET_MILLIS;
  }

  /** For how long nothing has come from anywhere. */
  private static String since(JobView job) {
    return job.sources().stream()
        .flatMap(source -> source.source().get().splits().stream())
        .mapToLong(SourceView.Split::quietMillis)
        .min()
        .stream()
        .mapToObj(millis -> " has come for " + Words.duration(millis))
        .findFirst()
        .orElse(" comes");
  }

  private static Finding finding(OperatorView operator, JobView job) {
    long watermark = job.sourceWatermarkMillis();
    HeldRows first = operator.held().get(0);
    String rows = OpenWindows.rows(operator);
    String reached =
        watermark == Watermark.NONE
            ? "there is no watermark yet"
            : "the watermark is "
                + Words.time(watermark)
                + ", "
                + Words.duration(Math.max(0, first.endMillis() - watermark))
                + " before that";
    return Finding.problem(
        rows
            + "; "
            + reached
            + ", and no newer row"
            + since(job)
            + ": only a row with a later time makes windows end",
        "the window is emitted when such a row comes, or at the end of the input: STOP JOB '"
            + job.name()
            + "' WITH DRAIN ends it now");
  }
}
