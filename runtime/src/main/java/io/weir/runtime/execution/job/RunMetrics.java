package io.weir.runtime.execution.job;

import io.weir.runtime.execution.task.SourceMetrics;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The figures of all tasks of a job. Filled while tasks are built, read by any thread. */
final class RunMetrics {
  private static final long SAMPLE_NANOS = 500_000_000L;

  private final Clock clock;
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final List<OperatorMetrics> operators = new CopyOnWriteArrayList<>();
  private final List<OperatorMetrics> sinks = new CopyOnWriteArrayList<>();

  RunMetrics(Clock clock) {
    this.clock = clock;
  }

  SourceMetrics addSource(String table) {
    Source source = new Source(table, new SourceMetrics(), new RowRate(clock.monotonicNanos()));
    sources.add(source);
    return source.metrics;
  }

  OperatorMetrics addOperator() {
    OperatorMetrics metrics = new OperatorMetrics();
    operators.add(metrics);
    return metrics;
  }

  OperatorMetrics addSink() {
    OperatorMetrics metrics = new OperatorMetrics();
    sinks.add(metrics);
    return metrics;
  }

  /** Brings the rates up to date; called by one thread now and then. */
  void sample() {
    long now = clock.monotonicNanos();
    for (Source source : sources) {
      source.rate.sample(now, source.metrics.rows());
    }
  }

  long rowsOut() {
    return sinks.stream().mapToLong(OperatorMetrics::rowsIn).sum();
  }

  long rowsLate() {
    return operators.stream().mapToLong(OperatorMetrics::rowsLate).sum();
  }

  long watermark() {
    return sinks.stream().mapToLong(OperatorMetrics::watermarkMillis).min().orElse(Watermark.NONE);
  }

  List<JobStatus.SourceStatus> sources() {
    Map<String, List<Source>> byTable = new LinkedHashMap<>();
    for (Source source : sources) {
      byTable.computeIfAbsent(source.table, t -> new ArrayList<>()).add(source);
    }
    List<JobStatus.SourceStatus> statuses = new ArrayList<>();
    byTable.forEach((table, instances) -> statuses.add(status(table, instances)));
    return statuses;
  }

  private static JobStatus.SourceStatus status(String table, List<Source> instances) {
    long rows = 0;
    double rate = 0;
    long skipped = 0;
    long watermark = Watermark.END;
    int splits = 0;
    double done = 0;
    for (Source instance : instances) {
      rows += instance.metrics.rows();
      rate += instance.rate.rowsPerSecond();
      skipped += instance.metrics.skippedRecords();
      if (instance.metrics.splits() > 0) {
        watermark = Math.min(watermark, instance.metrics.watermarkMillis());
      }
      splits += instance.metrics.splits();
      done += instance.metrics.splitsDone();
    }
    return new JobStatus.SourceStatus(table, rows, rate, skipped, watermark, splits, done);
  }

  private record Source(String table, SourceMetrics metrics, RowRate rate) {}

  /** How many rows came a second, between the last two samples. */
  private static final class RowRate {
    private long sampledNanos;
    private long sampledRows;
    private volatile double rowsPerSecond;

    RowRate(long nowNanos) {
      this.sampledNanos = nowNanos;
    }

    void sample(long nowNanos, long rows) {
      long passed = nowNanos - sampledNanos;
      if (passed >= SAMPLE_NANOS) {
        rowsPerSecond = (rows - sampledRows) * 1e9 / passed;
        sampledNanos = nowNanos;
        sampledRows = rows;
      }
    }

    double rowsPerSecond() {
      return rowsPerSecond;
    }
  }
}
