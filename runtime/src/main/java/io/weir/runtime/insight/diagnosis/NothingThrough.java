package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.Words;
import java.util.ArrayList;
import java.util.List;

/** Rows come to a step and none has left it, although none waits there for time to pass. */
final class NothingThrough implements Cause {
  /** Fewer rows say nothing. */
  private static final long LEAST_ROWS = 100;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    boolean mayTell = job.state() == JobState.RUNNING || job.state() == JobState.FINISHED;
    if (!mayTell || job.rowsOut() > 0) {
      return findings;
    }
    for (OperatorView operator : job.operators()) {
      boolean isBetween = operator.source().isEmpty() && operator.sink().isEmpty();
      if (isBetween
          && operator.rows().in() >= (job.state() == JobState.RUNNING ? LEAST_ROWS : 1)
          && operator.rows().out() == 0
          && operator.held().isEmpty()) {
        findings.add(finding(operator));
      }
    }
    return findings;
  }

  private static Finding finding(OperatorView operator) {
    String rows = Words.count(operator.rows().in()) + " rows came to " + operator.name();
    String condition =
        operator.details().stream()
            .filter(detail -> detail.name().equals("condition") || detail.name().equals("where"))
            .map(detail -> " (" + detail.name() + ": " + detail.value() + ")")
            .findFirst()
            .orElse("");
    if (operator.late().all() == operator.rows().in()) {
      return Finding.problem(rows + " and every one was dropped as late");
    }
    if (operator.stateRows() > 0) {
      return Finding.problem(
          rows
              + condition
              + " and none has left it: it keeps "
              + Words.count(operator.stateRows())
              + " rows until others come or time goes on",
          "if it is a join, check that keys of both sides have equal values");
    }
    return Finding.problem(
        rows + condition + " and none has passed it",
        "check its conditions against a few rows: SELECT … LIMIT 10");
  }
}
