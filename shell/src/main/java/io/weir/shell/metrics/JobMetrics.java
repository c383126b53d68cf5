package io.weir.shell.metrics;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.CheckpointView;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SinkView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.stream.Watermark;
import io.weir.shell.metrics.Exposition.Type;
import java.util.List;

/** Jobs as metrics; docs/metrics.md lists them. */
public final class JobMetrics {
  private final String job;
  private final Exposition all;

  private JobMetrics(String job, Exposition all) {
    this.job = job;
    this.all = all;
  }

  /** The metrics of jobs in Prometheus's text format. */
  public static String text(List<JobView> jobs) {
    Exposition all = new Exposition();
    jobs.forEach(job -> new JobMetrics(job.name(), all).job(job));
    return all.text();
  }

  private void gauge(String name, String help, double value, String... labels) {
    all.add(Type.GAUGE, name, help, value, labels);
  }

  private void counter(String name, String help, double value, String... labels) {
    all.add(Type.COUNTER, name, help, value, labels);
  }

  private void job(JobView view) {
    for (JobState state : JobState.values()) {
      gauge(
          "weir_job_state",
          "1 for the state that the job is in.",
          view.state() == state ? 1 : 0,
          "job",
          job,
          "state",
          state.describe());
    }
    gauge(
        "weir_job_running_seconds",
        "Since the job was started or restored.",
        view.runningMillis() / 1e3,
        "job",
        job);
    counter(
        "weir_job_restarts_total",
        "How often the job was restored after a failure.",
        view.restarts(),
        "job",
        job);
    checkpoints(view.checkpoints());
    view.operators().forEach(this::operator);
    view.tasks().forEach(this::task);
  }

  private void checkpoints(CheckpointView checkpoints) {
    if (!checkpoints.isOn()) {
      return;
    }
    gauge("weir_checkpoint_last_id", "The newest checkpoint.", checkpoints.lastId(), "job", job);
    gauge(
        "weir_checkpoint_last_timestamp_seconds",
        "When it came to exist, 0 if that was before the last start.",
        checkpoints.lastMillis() / 1e3,
        "job",
        job);
    gauge(
        "weir_checkpoint_last_duration_seconds",
        "How long it took.",
        checkpoints.lastDurationMillis() / 1e3,
        "job",
        job);
    counter(
        "weir_checkpoints_total",
        "Checkpoints since the job was started or restored.",
        checkpoints.completed(),
        "job",
        job);
    gauge(
        "weir_checkpoint_ongoing_seconds",
        "For how long the present one has been being taken, 0 if none is.",
        checkpoints.ongoing().map(ongoing -> ongoing.sinceMillis() / 1e3).orElse(0.0),
        "job",
        job);
    gauge(
        "weir_checkpoint_stored_bytes",
        "The size of all files that the newest checkpoint needs.",
        checkpoints.storedBytes(),
        "job",
        job);
    gauge(
        "weir_checkpoints_unpublished",
        "Checkpoints whose output is not published.",
        checkpoints.unpublished(),
        "job",
        job);
  }

  private void operator(OperatorView operator) {
    String[] labels = {"job", job, "operator", operator.title(), "id", operator.id()};
    counter("weir_operator_rows_in_total", "Rows that came.", operator.rows().in(), labels);
    counter("weir_operator_rows_out_total", "Rows that went on.", operator.rows().out(), labels);
    counter(
        "weir_operator_batches_in_total",
        "Batches that came.",
        operator.rows().batchesIn(),
        labels);
    counter(
        "weir_operator_batches_out_total",
        "Batches that went on.",
        operator.rows().batchesOut(),
        labels);
    gauge(
        "weir_operator_busy_ratio",
        "The part of the last moments in which its instances computed.",
        operator.busyShare(),
        labels);
    watermark(
        "weir_operator_watermark_seconds", "Its watermark.", operator.watermarkMillis(), labels);
    if (operator.source().isEmpty() && operator.sink().isEmpty()) {
      late(operator.late(), labels);
      gauge(
          "weir_operator_held_rows",
          "Rows that wait in it for the end of a window.",
          operator.held().stream().mapToLong(HeldRows::rows).sum(),
          labels);
    }
    operator.state().forEach(table -> table(operator, table));
    operator.source().ifPresent(source -> source(operator, source));
    operator.sink().ifPresent(sink -> sink(operator, sink));
  }

  private void late(OperatorView.Late late, String[] labels) {
    counter(
        "weir_operator_late_rows_total",
        "Rows dropped as late by the watermark of their own split.",
        late.byTheirSplit(),
        labels);
    counter(
        "weir_operator_late_after_idle_rows_total",
        "Rows dropped as late because their split had been idle.",
        late.afterIdle(),
        labels);
    gauge(
        "weir_operator_latest_seconds",
        "By how much the latest of them came too late.",
        late.mostMillis() / 1e3,
        labels);
  }

  private void table(OperatorView operator, OperatorView.Table table) {
    String[] labels = {
      "job", job, "operator", operator.title(), "id", operator.id(), "table", table.name()
    };
    gauge("weir_state_rows", "Rows of the state table in memory.", table.rows(), labels);
    gauge("weir_state_bytes", "The memory that they take.", table.bytes(), labels);
    gauge("weir_state_peak_rows", "The most rows that were seen.", table.peakRows(), labels);
    gauge(
        "weir_state_peak_bytes",
        "The most memory that was seen to be taken.",
        table.peakBytes(),
        labels);
    gauge(
        "weir_state_stored_bytes",
        "What the store beneath takes for the table.",
        table.storedBytes(),
        labels);
  }

  private void source(OperatorView operator, SourceView source) {
    String[] labels = {"job", job, "table", source.table()};
    counter("weir_source_rows_total", "Rows read.", operator.rows().out(), labels);
    counter(
        "weir_source_skipped_records_total",
        "Malformed records skipped.",
        source.skippedRecords(),
        labels);
    gauge("weir_source_splits", "Splits.", source.splitCount(), labels);
    gauge(
        "weir_source_splits_finished", "Splits read to the end.", source.finishedSplits(), labels);
    watermark(
        "weir_source_watermark_seconds", "Its watermark.", operator.watermarkMillis(), labels);
    for (SourceView.Split split : source.splits()) {
      split(source, split);
    }
  }

  private void split(SourceView source, SourceView.Split split) {
    String[] labels = {"job", job, "table", source.table(), "split", split.description()};
    gauge("weir_split_records", "Records read of the split.", split.records(), labels);
    gauge(
        "weir_split_offset",
        "Where reading goes on, in the connector's unit.",
        split.offset(),
        labels);
    gauge("weir_split_quiet_seconds", "Since its last row.", split.quietMillis() / 1e3, labels);
    gauge(
        "weir_split_holds_watermark",
        "1 if the watermark waits for it, 0 if it is idle.",
        split.holdsWatermark() ? 1 : 0,
        labels);
    watermark(
        "weir_split_watermark_seconds", "Its own watermark.", split.watermarkMillis(), labels);
  }

  private void sink(OperatorView operator, SinkView sink) {
    String[] labels = {"job", job, "table", sink.table()};
    counter("weir_sink_rows_total", "Rows taken.", operator.rows().in(), labels);
    gauge(
        "weir_sink_pending_checkpoints",
        "Checkpoints whose output it has not published.",
        sink.pendingEpochs(),
        labels);
    gauge(
        "weir_sink_published_checkpoint",
        "Up to which checkpoint its output is published, -1 for none since the last start.",
        sink.publishedCheckpointId(),
        labels);
    gauge(
        "weir_sink_publish_failures",
        "How often publishing the oldest of them has failed.",
        sink.attempts(),
        labels);
  }

  private void task(TaskView task) {
    TaskView.Shares shares = task.shares();
    share(task, "busy", shares.busy());
    share(task, "ready", shares.ready());
    share(task, "blocked", shares.blocked());
    share(task, "awaiting", shares.awaiting());
    share(task, "idle", shares.idle());
    share(task, "paused", shares.paused());
    gauge(
        "weir_task_step_seconds",
        "For how long the task has been in its present step.",
        task.stepMillis() / 1e3,
        "job",
        job,
        "task",
        task.name());
  }

  private void share(TaskView task, String activity, double share) {
    gauge(
        "weir_task_time_ratio",
        "The part of the last moments that the task has spent so.",
        share,
        "job",
        job,
        "task",
        task.name(),
        "activity",
        activity);
  }

  /** A time that is none is not there. */
  private void watermark(String name, String help, long millis, String[] labels) {
    if (millis != Watermark.NONE && millis != Watermark.END) {
      gauge(name, help, millis / 1e3, labels);
    }
  }
}
