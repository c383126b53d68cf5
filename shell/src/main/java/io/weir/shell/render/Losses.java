package io.weir.shell.render;

import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.insight.Words;
import java.util.ArrayList;
import java.util.List;

/** What a job has read and not used, in words. */
public final class Losses {
  private Losses() {}

  /** One phrase for each kind of loss, such as "3 late rows dropped"; empty if there is none. */
  public static List<String> of(JobStatus status) {
    List<String> losses = new ArrayList<>();
    if (status.rowsLate() > 0) {
      losses.add(Words.count(status.rowsLate(), "late row") + " dropped");
    }
    long skipped =
        status.sources().stream().mapToLong(JobStatus.SourceStatus::skippedRecords).sum();
    if (skipped > 0) {
      losses.add(Words.count(skipped, "malformed record") + " skipped");
    }
    return losses;
  }
}
