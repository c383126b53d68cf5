package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.List;

/** A row with a time far ahead has taken the watermark there: all that follow are late. */
final class FutureWatermark implements Cause {
  private static final long TOLERATED_MILLIS = 3_600_000;

  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    for (OperatorView source : job.sources()) {
      for (SourceView.Split split : source.source().get().splits()) {
        long ahead = split.watermarkMillis() - job.atMillis();
        if (split.watermarkMillis() > Watermark.NONE && ahead > TOLERATED_MILLIS) {
          findings.add(
              Finding.problem(
                  "the watermark of "
                      + split.description()
                      + " of table '"
                      + source.source().get().table()
                      + "' is "
                      + Words.time(split.watermarkMillis())
                      + ", "
                      + Words.duration(ahead)
                      + " ahead of the clock: a row had that time, and rows of the present are"
                      + " late",
                  "keep such rows away from the watermark: compute the rowtime so that it is not"
                      + " after CURRENT_TIMESTAMP"));
          break;
        }
      }
    }
    return findings;
  }
}
