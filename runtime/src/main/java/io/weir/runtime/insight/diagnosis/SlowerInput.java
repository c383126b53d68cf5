package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.metric.SplitState;
import io.weir.runtime.stream.Watermark;
import java.util.Comparator;
import java.util.List;

/** Of several tables, one is behind the others in time, and steps that read both wait for it. */
final class SlowerInput implements Cause {
  private static final long TOLERATED_MILLIS = 10_000;
  private static final long QUIET_MILLIS = 1_000;

  @Override
  public List<Finding> find(JobView job) {
    List<OperatorView> timed =
        job.sources().stream()
            .filter(source -> source.source().get().hasWatermark())
            .filter(SlowerInput::holds)
            .sorted(Comparator.comparingLong(OperatorView::watermarkMillis))
            .toList();
    if (job.state() != JobState.RUNNING || timed.size() < 2) {
      return List.of();
    }
    OperatorView behind = timed.get(0);
    OperatorView ahead = timed.get(timed.size() - 1);
    if (!isFarBehind(behind, ahead) || !isQuiet(behind)) {
      return List.of();
    }
    return List.of(
        Finding.problem(
            "table '"
                + behind.source().get().table()
                + "' is behind the others: its watermark is "
                + Words.watermark(behind.watermarkMillis())
                + ", that of table '"
                + ahead.source().get().table()
                + "' "
                + Words.watermark(ahead.watermarkMillis())
                + "; steps that read both wait for it",
            "see why no newer rows come from it"));
  }

  private static boolean isFarBehind(OperatorView behind, OperatorView ahead) {
    return behind.watermarkMillis() == Watermark.NONE
        ? ahead.watermarkMillis() > Watermark.NONE
        : ahead.watermarkMillis() - TOLERATED_MILLIS > behind.watermarkMillis();
  }

  /** Whether the watermark waits for any of its splits. */
  private static boolean holds(OperatorView source) {
    return source.source().get().splits().stream()
        .anyMatch(split -> split.state() != SplitState.IDLE);
  }

  private static boolean isQuiet(OperatorView source) {
    return source.rows().outPerSecond() == 0
        && source.source().get().splits().stream()
            .allMatch(split -> split.quietMillis() >= QUIET_MILLIS);
  }
}
