package io.weir.runtime.execution.job;

import io.weir.runtime.execution.checkpoint.CheckpointFigures;
import io.weir.runtime.execution.task.SourceMetrics;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.metric.RowRate;
import io.weir.runtime.metric.TaskMetrics;
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
  private final long beganNanos;
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final List<Instance> operators = new CopyOnWriteArrayList<>();
  private final List<Instance> sinks = new CopyOnWriteArrayList<>();
  private final List<TaskTimes> tasks = new CopyOnWriteArrayList<>();
  private volatile CheckpointFigures checkpoints = CheckpointFigures.NONE;
  private long sampledNanos;
  private long endedNanos;
  private volatile boolean hasEnded;

  RunMetrics(Clock clock) {
    this.clock = clock;
    this.beganNanos = clock.monotonicNanos();
    this.sampledNanos = beganNanos;
  }

  SourceMetrics addSource(String operatorId, String table) {
    Source source =
        new Source(operatorId, table, new SourceMetrics(), new RowRate(clock.monotonicNanos()));
    sources.add(source);
    return source.metrics;
  }

  OperatorMetrics addOperator(String operatorId) {
    return add(operators, operatorId);
  }

  OperatorMetrics addSink(String operatorId) {
    return add(sinks, operatorId);
  }

  private OperatorMetrics add(List<Instance> instances, String operatorId) {
    long now = clock.monotonicNanos();
    Instance instance =
        new Instance(
            operatorId,
            new OperatorMetrics(),
            new RowRate(now),
            new RowRate(now),
            new RowRate(now));
    instances.add(instance);
    return instance.metrics;
  }

  TaskMetrics addTask(String name, List<String> operatorIds) {
    long now = clock.monotonicNanos();
    TaskTimes task = new TaskTimes(name, operatorIds, new TaskMetrics(now), now);
    tasks.add(task);
    return task.metrics();
  }

  /** Whether it is time for new rates; called by one thread. */
  boolean isSampleDue() {
    return clock.monotonicNanos() - sampledNanos >= SAMPLE_NANOS;
  }

  /** Brings the rates up to date; called by the same thread. */
  void sample(CheckpointFigures ofCheckpoints) {
    long now = clock.monotonicNanos();
    sampledNanos = now;
    checkpoints = ofCheckpoints;
    for (Source source : sources) {
      source.rate.sample(now, source.metrics.rows());
    }
    operators.forEach(operator -> operator.sample(now));
    sinks.forEach(sink -> sink.sample(now));
    tasks.forEach(task -> task.sample(now));
  }

  /** The tasks have ended: rates and shares are those of their whole life from now on. */
  void end(CheckpointFigures ofCheckpoints) {
    long now = clock.monotonicNanos();
    endedNanos = now;
    checkpoints = ofCheckpoints;
    for (Source source : sources) {
      source.rate.summarize(beganNanos, now, source.metrics.rows());
    }
    operators.forEach(operator -> operator.summarize(beganNanos, now));
    sinks.forEach(sink -> sink.summarize(beganNanos, now));
    tasks.forEach(task -> task.summarize(beganNanos, now));
    hasEnded = true;
  }

  /** For how long the run has been there, or was. */
  long runningNanos() {
    return (hasEnded ? endedNanos : clock.monotonicNanos()) - beganNanos;
  }

  long rowsOut() {
    return sinks.stream().mapToLong(sink -> sink.metrics.rowsIn()).sum();
  }

  long rowsLate() {
    return operators.stream().mapToLong(operator -> operator.metrics.rowsLate()).sum();
  }

  long watermark() {
    return sinks.stream()
        .mapToLong(sink -> sink.metrics.watermarkMillis())
        .min()
        .orElse(Watermark.NONE);
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
      rate += instance.rate.perSecond();
      skipped += instance.metrics.skippedRecords();
      if (instance.metrics.splits() > 0) {
        watermark = Math.min(watermark, instance.metrics.watermarkMillis());
      }
      splits += instance.metrics.splits();
      done += instance.metrics.splitsDone();
    }
    return new JobStatus.SourceStatus(table, rows, rate, skipped, watermark, splits, done);
  }

  /** The instances of a source. */
  List<Source> sources(String operatorId) {
    return sources.stream().filter(source -> source.operatorId.equals(operatorId)).toList();
  }

  /** The instances of an operator or sink. */
  List<Instance> instances(String operatorId) {
    List<Instance> found = new ArrayList<>();
    operators.stream().filter(o -> o.operatorId.equals(operatorId)).forEach(found::add);
    sinks.stream().filter(s -> s.operatorId.equals(operatorId)).forEach(found::add);
    return found;
  }

  List<TaskTimes> tasks() {
    return tasks;
  }

  CheckpointFigures checkpoints() {
    return checkpoints;
  }

  /** One instance of a source. */
  record Source(String operatorId, String table, SourceMetrics metrics, RowRate rate) {}

  /** One instance of an operator or sink. */
  record Instance(
      String operatorId, OperatorMetrics metrics, RowRate in, RowRate out, RowRate busyNanos) {
    void sample(long nowNanos) {
      in.sample(nowNanos, metrics.rowsIn());
      out.sample(nowNanos, metrics.rowsOut());
      busyNanos.sample(nowNanos, metrics.busyNanos());
    }

    void summarize(long beganNanos, long nowNanos) {
      in.summarize(beganNanos, nowNanos, metrics.rowsIn());
      out.summarize(beganNanos, nowNanos, metrics.rowsOut());
      busyNanos.summarize(beganNanos, nowNanos, metrics.busyNanos());
    }

    /** The part of the last moments in which it has computed. */
    double busyShare() {
      return Math.min(1, busyNanos.perSecond() / 1e9);
    }
  }
}
