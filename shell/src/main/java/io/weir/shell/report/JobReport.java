package io.weir.shell.report;

import io.weir.planner.Planned;
import io.weir.runtime.insight.CheckpointView;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SinkView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.stream.Watermark;
import io.weir.shell.data.JobDescription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** DESCRIBE JOB: a property a row. */
public final class JobReport {
  private static final int STATEMENT_WIDTH = 90;

  private final List<List<String>> rows = new ArrayList<>();

  private JobReport() {}

  /** A job that runs, with its statement. */
  public static Planned.Rows of(JobDescription description, JobView job) {
    JobReport report = new JobReport();
    report.begin(description);
    report.add("state", job.state().describe() + ", for " + Words.duration(job.runningMillis()));
    job.failure().ifPresent(failure -> report.add("failure", failure));
    report.add("restarts", Integer.toString(job.restarts()));
    report.add("rows in", flow(job.rowsIn(), job.rowsInPerSecond()));
    report.add("rows out", flow(job.rowsOut(), job.rowsOutPerSecond()));
    if (job.hasEventTime()) {
      report.add("watermark", watermark(job, job.watermarkMillis()));
      report.add("late rows dropped", Words.count(job.rowsLate()));
    }
    report.checkpoints(job.checkpoints(), job.atMillis());
    job.sources().forEach(source -> report.source(job, source));
    job.sinks().forEach(sink -> report.sink(job, sink));
    for (OperatorView operator : job.operators()) {
      operator.state().forEach(table -> report.add("state of " + operator.name(), state(table)));
    }
    job.tasks().forEach(task -> report.add("task " + task.name(), task(task)));
    return new Planned.Rows(List.of("property", "value"), report.rows, List.of());
  }

  /** A job that does not run in this process. */
  public static Planned.Rows atRest(
      JobDescription description, String state, String checkpoint, String taken, String stored) {
    JobReport report = new JobReport();
    report.begin(description);
    report.add("state", state);
    report.add("last checkpoint", taken.isEmpty() ? checkpoint : checkpoint + ", taken " + taken);
    if (!stored.isEmpty()) {
      report.add("stored", stored + " in the last checkpoint");
    }
    return new Planned.Rows(List.of("property", "value"), report.rows, List.of());
  }

  private void begin(JobDescription description) {
    add("job", description.name());
    statement(description.statement());
    Instant started = Instant.ofEpochMilli(description.startedMillis());
    add("first started", started.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private void add(String property, String value) {
    rows.add(List.of(property, value));
  }

  /** As written, with lines that are not too long. */
  private void statement(String statement) {
    String property = "statement";
    for (String written : statement.strip().split("\\R")) {
      StringBuilder line = new StringBuilder();
      for (String word : written.stripTrailing().split(" ")) {
        if (line.length() + word.length() > STATEMENT_WIDTH && !line.toString().isBlank()) {
          add(property, line.toString());
          property = "";
          line = new StringBuilder("  ");
        }
        line.append(line.length() == 0 || line.toString().isBlank() ? "" : " ").append(word);
      }
      add(property, line.toString());
      property = "";
    }
  }

  private static String flow(long rows, double perSecond) {
    return Words.count(rows) + ", " + Words.rate(perSecond) + " a second";
  }

  /** A watermark, and how far it is from the clock. */
  static String watermark(JobView job, long millis) {
    if (millis == Watermark.NONE || millis == Watermark.END) {
      return Words.watermark(millis);
    }
    long lag = job.atMillis() - millis;
    return Words.time(millis)
        + (lag >= 0
            ? ", " + Words.duration(lag) + " behind the clock"
            : ", " + Words.duration(-lag) + " ahead of the clock");
  }

  private void checkpoints(CheckpointView checkpoints, long atMillis) {
    if (!checkpoints.isOn()) {
      add("checkpoints", "none: its output is not kept");
      return;
    }
    String last = checkpoints.lastId() < 0 ? "none yet" : Long.toString(checkpoints.lastId());
    String taken = JobsReport.taken(checkpoints, atMillis);
    add("last checkpoint", taken.isEmpty() ? last : last + ", taken " + taken);
    add("stored", stored(checkpoints));
    add(
        "checkpoints",
        Words.count(checkpoints.completed())
            + " since the last start, "
            + (checkpoints.intervalMillis() > 0
                ? "one every " + Words.duration(checkpoints.intervalMillis())
                : "none by themselves"));
    checkpoints
        .ongoing()
        .ifPresent(
            ongoing ->
                add(
                    "being taken",
                    ongoing.id()
                        + ", for "
                        + Words.duration(ongoing.sinceMillis())
                        + (ongoing.missing().isEmpty()
                            ? ", is being stored"
                            : ", waits for " + String.join(", ", ongoing.missing()))));
  }

  /** The size of what checkpoints need. */
  static String stored(CheckpointView checkpoints) {
    return Words.bytes(checkpoints.storedBytes())
        + " in the last checkpoint (at most "
        + Words.bytes(checkpoints.peakStoredBytes())
        + ")";
  }

  private void source(JobView job, OperatorView operator) {
    SourceView source = operator.source().get();
    String name = "source " + source.table();
    String watermark =
        source.hasWatermark() ? ", watermark " + watermark(job, operator.watermarkMillis()) : "";
    add(name, flow(operator.rows().out(), operator.rows().outPerSecond()) + watermark);
    if (source.skippedRecords() > 0) {
      add(name, Words.count(source.skippedRecords()) + " records skipped");
    }
    add(
        name,
        Words.count(source.splitCount(), "split") + ", " + source.finishedSplits() + " finished");
    for (SourceView.Split split : source.splits()) {
      add(
          name + ", " + split.description(),
          split.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + " at record "
              + Words.count(split.records())
              + " (offset "
              + split.offset()
              + ")"
              + (source.hasWatermark()
                  ? ", watermark " + Words.watermark(split.watermarkMillis())
                  : "")
              + ", last row "
              + Words.duration(split.quietMillis())
              + " ago");
    }
  }

  private void sink(JobView job, OperatorView operator) {
    SinkView sink = operator.sink().get();
    String name = "sink " + sink.table();
    sink.guarantee().ifPresent(guarantee -> add(name, guarantee));
    add(name, flow(operator.rows().in(), operator.rows().inPerSecond()));
    if (job.checkpoints().isOn()) {
      add(name, published(sink, job.atMillis()));
    }
  }

  /** How far a sink has published. */
  static String published(SinkView sink, long atMillis) {
    String upTo =
        sink.publishedCheckpointId() < 0
            ? "nothing published since the last start"
            : "published up to checkpoint "
                + sink.publishedCheckpointId()
                + ", "
                + Words.duration(Math.max(0, atMillis - sink.publishedMillis()))
                + " ago";
    String pending =
        sink.pendingEpochs() == 0
            ? ""
            : "; " + Words.count(sink.pendingEpochs(), "checkpoint") + " not yet";
    return upTo
        + pending
        + sink.problem().map(problem -> "; the last try has failed: " + problem).orElse("");
  }

  /** The size of a table. */
  static String state(OperatorView.Table table) {
    return table.name()
        + ": "
        + Words.count(table.rows())
        + " rows, "
        + Words.bytes(table.bytes())
        + " in memory (at most "
        + Words.count(table.peakRows())
        + " rows, "
        + Words.bytes(table.peakBytes())
        + ")"
        + (table.storedBytes() > 0 ? "; " + Words.bytes(table.storedBytes()) + " stored" : "");
  }

  private static String task(TaskView task) {
    return task.activity().name().toLowerCase(Locale.ROOT)
        + " for "
        + Words.duration(task.activityMillis())
        + "; lately "
        + shares(task.shares());
  }

  /** How a task has spent its time: what is more than nothing. */
  static String shares(TaskView.Shares shares) {
    List<String> parts = new ArrayList<>();
    part(parts, "busy", shares.busy());
    part(parts, "waiting for a core", shares.ready());
    part(parts, "blocked", shares.blocked());
    part(parts, "waiting for the outside", shares.awaiting());
    part(parts, "paused", shares.paused());
    part(parts, "idle", shares.idle());
    return String.join(", ", parts);
  }

  private static void part(List<String> parts, String name, double share) {
    if (share >= 0.005) {
      parts.add(name + " " + Words.percent(share));
    }
  }
}
