package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be said about a job.
 *
 * @param summary in one sentence
 * @param findings problems first, then notes; each in the order of the causes
 */
public record Diagnosis(String summary, List<Finding> findings) {
  /** Those that end the matter come first, then from the sources to the sinks. */
  private static final List<Cause> CAUSES =
      List.of(
          new NotRunning(),
          new Restarts(),
          new NoRows(),
          new HeldWatermark(),
          new SlowerInput(),
          new FutureWatermark(),
          new NothingNewer(),
          new NothingThrough(),
          new DroppedLate(),
          new SkippedRecords(),
          new PausedSources(),
          new LongStep(),
          new Bottleneck(),
          new UnevenKeys(),
          new WaitingOutside(),
          new SlowCheckpoint(),
          new Unpublished(),
          new IdleSplits(),
          new OpenWindows());

  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean isHealthy() {
    return findings.stream().noneMatch(finding -> finding.kind() == Finding.Kind.PROBLEM);
  }

  /** Looks at a job. */
  public static Diagnosis of(JobView job) {
    List<Finding> problems = new ArrayList<>();
    List<Finding> notes = new ArrayList<>();
    for (Cause cause : CAUSES) {
      for (Finding finding : cause.find(job)) {
        (finding.kind() == Finding.Kind.PROBLEM ? problems : notes).add(finding);
      }
    }
    String summary = summary(job, problems.size());
    problems.addAll(notes);
    return new Diagnosis(summary, problems);
  }

  private static String summary(JobView job, int problems) {
    String rows =
        Words.count(job.rowsIn())
            + " rows in ("
            + Words.rate(job.rowsInPerSecond())
            + " a second), "
            + Words.count(job.rowsOut())
            + " rows out ("
            + Words.rate(job.rowsOutPerSecond())
            + " a second)";
    if (problems > 0) {
      String things = problems == 1 ? "one thing is wrong" : problems + " things are wrong";
      return things + "; " + rows;
    }
    return (job.state() == JobState.RUNNING ? "healthy: " : job.state().describe() + ": ") + rows;
  }
}
