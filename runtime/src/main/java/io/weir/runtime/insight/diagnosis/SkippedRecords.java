package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.Words;
import java.util.ArrayList;
import java.util.List;

/** Malformed records were skipped, as the table asks for. */
final class SkippedRecords implements Cause {
  @Override
  public List<Finding> find(JobView job) {
    List<Finding> findings = new ArrayList<>();
    for (OperatorView operator : job.sources()) {
      SourceView source = operator.source().get();
      if (source.skippedRecords() > 0) {
        findings.add(
            Finding.problem(
                Words.count(source.skippedRecords())
                    + " records of table '"
                    + source.table()
                    + "' could not be read and were skipped",
                "without '<format>.ignore-parse-errors' the job fails at the first and names it"));
      }
    }
    return findings;
  }
}
