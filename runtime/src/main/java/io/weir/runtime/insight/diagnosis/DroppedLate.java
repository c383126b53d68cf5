package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.Words;
import java.util.ArrayList;
import java.util.List;

/** Rows were dropped because they came too late. */
final class DroppedLate implements Cause {
  private static final long MOST_PLAUSIBLE_MILLIS = 86_400_000;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    for (OperatorView operator : job.operators()) {
      OperatorView.Late late = operator.late();
      if (late.byTheirSplit() > 0) {
        findings.add(
            Finding.problem(
                rows(late.byTheirSplit(), operator) + " too late" + by(late), advice(late)));
      }
      if (late.afterIdle() > 0) {
        findings.add(
            Finding.problem(
                rows(late.afterIdle(), operator)
                    + " from a split that had been idle, after the others had gone on"
                    + by(late),
                "raise 'table.exec.source.idle-timeout', or set it to 0 so that all splits are"
                    + " always waited for"));
      }
    }
    return findings;
  }

  private static String advice(OperatorView.Late late) {
    return late.mostMillis() > MOST_PLAUSIBLE_MILLIS
        ? "so late are rows with a wrong time, or all that follow one with a time in the future"
        : "a watermark that waits "
            + Words.duration(late.mostMillis())
            + " longer would have kept them all: WATERMARK FOR ts AS ts - INTERVAL …";
  }

  private static String rows(long rows, OperatorView operator) {
    return operator.name() + " has dropped " + Words.count(rows, "row") + " that came";
  }

  private static String by(OperatorView.Late late) {
    return late.leastMillis() == late.mostMillis()
        ? ", by " + Words.duration(late.mostMillis())
        : ", by " + Words.duration(late.leastMillis()) + " to " + Words.duration(late.mostMillis());
  }
}
