package io.weir.shell.report;

import io.weir.planner.Planned;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.CheckpointView;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SHOW JOBS: a row for each job. */
public final class JobsReport {
  private static final List<String> COLUMNS =
      List.of(
          "job",
          "state",
          "rows in",
          "in/s",
          "rows out",
          "out/s",
          "watermark",
          "lag",
          "checkpoint",
          "taken",
          "stored",
          "restarts",
          "guarantee");

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a job that runs. */
  public void add(JobView job) {
    CheckpointView checkpoints = job.checkpoints();
    boolean isRunning = job.state() == JobState.RUNNING;
    rows.add(
        List.of(
            job.name(),
            job.state().describe(),
            Words.count(job.rowsIn()),
            isRunning ? Words.rate(job.rowsInPerSecond()) : "",
            Words.count(job.rowsOut()),
            isRunning ? Words.rate(job.rowsOutPerSecond()) : "",
            job.hasEventTime() ? Words.watermark(job.watermarkMillis()) : "",
            lag(job),
            checkpoints.lastId() < 0 ? "none" : Long.toString(checkpoints.lastId()),
            taken(checkpoints, job.atMillis()),
            checkpoints.storedBytes() > 0 ? Words.bytes(checkpoints.storedBytes()) : "",
            Integer.toString(job.restarts()),
            guarantee(job)));
  }

  /**
   * Adds a job that does not run in this process.
   *
   * @param checkpoint its newest, or empty
   * @param taken when that was taken, or empty
   * @param stored the size of its files, or empty
   */
  public void addAtRest(String job, String state, String checkpoint, String taken, String stored) {
    rows.add(List.of(job, state, "", "", "", "", "", "", checkpoint, taken, stored, "", ""));
  }

  /** All of it. */
  public Planned.Rows rows() {
    return new Planned.Rows(COLUMNS, rows, List.of());
  }

  /** How far the watermark is behind the clock. */
  static String lag(JobView job) {
    long watermark = job.watermarkMillis();
    if (!job.hasEventTime() || watermark == Watermark.NONE || watermark == Watermark.END) {
      return "";
    }
    long lag = job.atMillis() - watermark;
    return lag >= 0 ? Words.duration(lag) : "-" + Words.duration(-lag);
  }

  /** When a checkpoint was taken, and how long that took. */
  static String taken(CheckpointView checkpoints, long atMillis) {
    if (checkpoints.lastMillis() == 0) {
      return "";
    }
    return Words.duration(Math.max(0, atMillis - checkpoints.lastMillis()))
        + " ago, in "
        + Words.duration(checkpoints.lastDurationMillis());
  }

  private static String guarantee(JobView job) {
    return job.sinks().stream()
        .flatMap(sink -> sink.sink().get().guarantee().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
