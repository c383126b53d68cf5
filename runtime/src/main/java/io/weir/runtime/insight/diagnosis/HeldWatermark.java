package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.metric.SplitState;
import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One split holds back the watermark of its table while others are ahead. */
final class HeldWatermark implements Cause {
  /** So long a split that is not being opened may be quiet. */
  private static final long QUIET_MILLIS = 1_000;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    if (job.state() == JobState.RUNNING) {
      for (OperatorView source : job.sources()) {
        if (source.source().get().hasWatermark()) {
          finding(source.source().get()).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static Optional<Finding> finding(SourceView source) {
    Optional<SourceView.Split> holder =
        source.splits().stream()
            .filter(SourceView.Split::holdsWatermark)
            .min(Comparator.comparingLong(SourceView.Split::watermarkMillis));
    long ahead =
        source.splits().stream()
            .mapToLong(SourceView.Split::watermarkMillis)
            .max()
            .orElse(Watermark.NONE);
    if (holder.isEmpty()
        || holder.get().watermarkMillis() >= ahead
        || holder.get().quietMillis() < QUIET_MILLIS) {
      return Optional.empty();
    }
    SourceView.Split split = holder.get();
    String where =
        split.watermarkMillis() == Watermark.NONE
            ? "has no watermark yet"
            : "holds its watermark at " + Words.time(split.watermarkMillis());
    return Optional.of(
        Finding.problem(
            "table '"
                + source.table()
                + "' "
                + where
                + ", while other splits have come to "
                + Words.time(ahead)
                + ": "
                + SplitWords.state(split, source),
            advice(split, source)));
  }

  private static String advice(SourceView.Split split, SourceView source) {
    if (split.state() == SplitState.UNREAD) {
      return "if files follow each other in time, set 'source.files-in-time-order' = 'true', so"
          + " that only the one being read holds the watermark";
    }
    if (split.state() == SplitState.AT_END && source.idleTimeoutMillis() == 0) {
      return "SET 'table.exec.source.idle-timeout' = '5 s', so that splits without rows do not"
          + " hold it";
    }
    if (split.state() == SplitState.AT_END) {
      return "it goes on when a row comes there or the split counts as idle";
    }
    return "check that it can be reached";
  }
}
