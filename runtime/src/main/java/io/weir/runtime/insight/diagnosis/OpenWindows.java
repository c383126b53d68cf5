package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.metric.HeldRows;
import java.util.ArrayList;
import java.util.List;

/** How many rows wait for which window end. */
final class OpenWindows implements Cause {
  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    if (job.state() == JobState.RUNNING) {
      for (OperatorView operator : job.operators()) {
        if (!operator.held().isEmpty()) {
          findings.add(
              Finding.note(
                  rows(operator)
                      + "; its watermark is "
                      + Words.watermark(operator.watermarkMillis())));
        }
      }
    }
    return findings;
  }

  /** Which rows of an operator wait for what. */
  static String rows(OperatorView operator) {
    HeldRows first = operator.held().get(0);
    long all = operator.held().stream().mapToLong(HeldRows::rows).sum();
    String rows =
        first.rows() == 0 ? "rows from before the last start" : Words.count(first.rows(), "row");
    String verb = first.rows() == 1 ? " waits" : " wait";
    String others =
        operator.held().size() == 1
            ? ""
            : ", and "
                + Words.count(all - first.rows())
                + " rows for "
                + (operator.held().size() == 2
                    ? "the next window"
                    : Words.count(operator.held().size() - 1L) + " later windows");
    return rows
        + verb
        + " in "
        + operator.name()
        + " for the window that ends at "
        + Words.time(first.endMillis())
        + others;
  }
}
