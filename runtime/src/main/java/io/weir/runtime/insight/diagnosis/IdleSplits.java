package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.metric.SplitState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is idle, so that the watermark does not wait for it. */
final class IdleSplits implements Cause {
  private static final int MOST_SPLITS = 3;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    if (job.state() == JobState.RUNNING) {
      for (OperatorView operator : job.sources()) {
        SourceView source = operator.source().get();
        List<SourceView.Split> idle =
            source.splits().stream().filter(split -> split.state() == SplitState.IDLE).toList();
        if (!idle.isEmpty()) {
          findings.add(finding(source, idle));
        }
      }
    }
    return findings;
  }

  private static Finding finding(SourceView source, List<SourceView.Split> idle) {
    String which =
        idle.stream()
            .limit(MOST_SPLITS)
            .map(split -> split.description() + " for " + Words.duration(split.quietMillis()))
            .collect(Collectors.joining(", "));
    int others = idle.size() - MOST_SPLITS;
    return Finding.note(
        (idle.size() == source.splits().size() ? "all splits" : "some splits")
            + " of table '"
            + source.table()
            + "' are idle: "
            + which
            + (others > 0 ? " and " + others + " others" : ""));
  }
}
