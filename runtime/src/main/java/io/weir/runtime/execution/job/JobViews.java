package io.weir.runtime.execution.job;

import io.weir.runtime.execution.checkpoint.CheckpointFigures;
import io.weir.runtime.execution.checkpoint.CommitFigures;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.graph.PlanOperator;
import io.weir.runtime.insight.CheckpointView;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SinkView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.metric.SplitFigures;
import io.weir.runtime.metric.StoredSize;
import io.weir.runtime.metric.TableSize;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what can be seen of a run. Any thread may ask. */
final class JobViews {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final JobDefinition job;
  private final JobGraph graph;
  private final RunMetrics metrics;
  private final List<StoredSize> stored;
  private final long nowNanos;

  /**
   * @param graph with the ids under which the run goes
   * @param stored what the store beneath keeps of its tables
   * @param nowNanos the present, by the monotonic clock
   */
  JobViews(
      JobDefinition job,
      JobGraph graph,
      RunMetrics metrics,
      List<StoredSize> stored,
      long nowNanos) {
    this.job = job;
    this.graph = graph;
    this.metrics = metrics;
    this.stored = stored;
    this.nowNanos = nowNanos;
  }

  List<OperatorView> operators() {
    Map<String, PlanNode> nodes = new HashMap<>();
    Map<String, Integer> parallelism = new HashMap<>();
    graph
        .vertices()
        .forEach(
            vertex -> {
              for (int i = 0; i < vertex.nodes().size(); i++) {
                nodes.put(vertex.operatorIds().get(i), vertex.nodes().get(i));
                parallelism.put(vertex.operatorIds().get(i), vertex.parallelism());
              }
            });
    List<OperatorView> views = new ArrayList<>();
    for (PlanOperator operator : graph.plan()) {
      int instances = parallelism.get(operator.id());
      views.add(
          nodes.get(operator.id()) instanceof SourceNode source
              ? source(operator, source, instances)
              : operator(operator, instances));
    }
    return views;
  }

  List<TaskView> tasks() {
    return metrics.tasks().stream().map(task -> task.view(nowNanos)).toList();
  }

  private OperatorView source(PlanOperator operator, SourceNode node, int parallelism) {
    List<RunMetrics.Source> instances = metrics.sources(operator.id());
    long rows = 0;
    long batches = 0;
    double rate = 0;
    long skipped = 0;
    int splitCount = 0;
    int finished = 0;
    List<SourceView.Split> splits = new ArrayList<>();
    List<long[]> watermarks = new ArrayList<>();
    for (RunMetrics.Source source : instances) {
      rows += source.metrics().rows();
      batches += source.metrics().batches();
      rate += source.rate().perSecond();
      skipped += source.metrics().skippedRecords();
      splitCount += source.metrics().splits();
      finished += source.metrics().finishedSplits();
      source.metrics().unfinished().forEach(split -> splits.add(split(split)));
      if (source.metrics().splits() > 0) {
        watermarks.add(
            new long[] {source.metrics().watermarkMillis(), source.metrics().isIdle() ? 1 : 0});
      }
    }
    if (splits.size() > SourceView.MOST_SPLITS) {
      splits.sort(Comparator.comparingLong(SourceView.Split::watermarkMillis));
      splits.subList(SourceView.MOST_SPLITS, splits.size()).clear();
    }
    double busy =
        metrics.tasks().stream()
            .map(task -> task.view(nowNanos))
            .filter(task -> task.operators().contains(operator.id()))
            .mapToDouble(task -> task.shares().busy())
            .average()
            .orElse(0);
    SourceView view =
        new SourceView(
            node.table(),
            node.watermark().isPresent(),
            node.watermark().map(SourceNode.WatermarkSpec::idleTimeoutMillis).orElse(0L),
            skipped,
            splitCount,
            finished,
            splits);
    return new OperatorView(
        operator.id(),
        operator.name(),
        details(operator),
        operator.inputs(),
        parallelism,
        new OperatorView.Rows(0, rows, 0, batches, 0, rate),
        busy,
        least(watermarks),
        OperatorView.Late.NONE,
        List.of(),
        List.of(),
        Optional.of(view),
        Optional.empty());
  }

  private SourceView.Split split(SplitFigures split) {
    return new SourceView.Split(
        split.description(),
        split.state(),
        split.records(),
        split.offset(),
        split.watermarkMillis(),
        Math.max(0, nowNanos - split.quietSinceNanos()) / NANOS_PER_MILLI);
  }

  /** The least watermark of those that are not idle; of idle ones the largest. */
  private static long least(List<long[]> watermarks) {
    long least = Long.MAX_VALUE;
    long largestIdle = Watermark.NONE;
    boolean isHeld = false;
    for (long[] watermark : watermarks) {
      if (watermark[1] == 0) {
        isHeld = true;
        least = Math.min(least, watermark[0]);
      } else {
        largestIdle = Math.max(largestIdle, watermark[0]);
      }
    }
    return isHeld ? least : largestIdle;
  }

  private OperatorView operator(PlanOperator operator, int parallelism) {
    List<RunMetrics.Instance> instances = metrics.instances(operator.id());
    List<OperatorMetrics> figures = instances.stream().map(RunMetrics.Instance::metrics).toList();
    List<long[]> watermarks = new ArrayList<>();
    figures.forEach(f -> watermarks.add(new long[] {f.watermarkMillis(), f.isIdle() ? 1 : 0}));
    OperatorView.Rows rows =
        new OperatorView.Rows(
            figures.stream().mapToLong(OperatorMetrics::rowsIn).sum(),
            figures.stream().mapToLong(OperatorMetrics::rowsOut).sum(),
            figures.stream().mapToLong(OperatorMetrics::batchesIn).sum(),
            figures.stream().mapToLong(OperatorMetrics::batchesOut).sum(),
            instances.stream().mapToDouble(instance -> instance.in().perSecond()).sum(),
            instances.stream().mapToDouble(instance -> instance.out().perSecond()).sum());
    return new OperatorView(
        operator.id(),
        operator.name(),
        details(operator),
        operator.inputs(),
        parallelism,
        rows,
        instances.stream().mapToDouble(RunMetrics.Instance::busyShare).average().orElse(0),
        least(watermarks),
        late(figures),
        held(figures),
        tables(operator.id(), figures),
        Optional.empty(),
        operator.kind() == PlanOperator.Kind.SINK ? Optional.of(sink(operator)) : Optional.empty());
  }

  private static List<OperatorView.Detail> details(PlanOperator operator) {
    return operator.attributes().stream()
        .map(attribute -> new OperatorView.Detail(attribute.name(), attribute.value()))
        .toList();
  }

  private static OperatorView.Late late(List<OperatorMetrics> figures) {
    long rows = figures.stream().mapToLong(OperatorMetrics::rowsLate).sum();
    long afterIdle = figures.stream().mapToLong(OperatorMetrics::rowsLateAfterIdle).sum();
    if (rows + afterIdle == 0) {
      return OperatorView.Late.NONE;
    }
    long least = figures.stream().mapToLong(OperatorMetrics::leastLateMillis).min().orElse(0);
    long most = figures.stream().mapToLong(OperatorMetrics::mostLateMillis).max().orElse(0);
    return new OperatorView.Late(rows, afterIdle, least == Long.MAX_VALUE ? 0 : least, most);
  }

  private static List<HeldRows> held(List<OperatorMetrics> figures) {
    List<HeldRows> held = new ArrayList<>();
    figures.forEach(instance -> held.addAll(instance.held()));
    return HeldRows.together(held);
  }

  private List<OperatorView.Table> tables(String operatorId, List<OperatorMetrics> figures) {
    Map<String, OperatorView.Table> tables = new LinkedHashMap<>();
    for (OperatorMetrics instance : figures) {
      for (OperatorMetrics.TablePeak peak : instance.tables()) {
        TableSize size = peak.size();
        tables.merge(
            size.table(),
            new OperatorView.Table(
                size.table(),
                size.rows(),
                size.bytes(),
                peak.peakRows(),
                peak.peakBytes(),
                storedBytes(operatorId, size.table())),
            JobViews::together);
      }
    }
    return List.copyOf(tables.values());
  }

  private long storedBytes(String operatorId, String table) {
    return stored.stream()
        .filter(size -> size.operatorId().equals(operatorId) && size.table().equals(table))
        .mapToLong(StoredSize::bytes)
        .sum();
  }

  /** Two instances of a table, which the store keeps together. */
  private static OperatorView.Table together(OperatorView.Table a, OperatorView.Table b) {
    return new OperatorView.Table(
        a.name(),
        a.rows() + b.rows(),
        a.bytes() + b.bytes(),
        a.peakRows() + b.peakRows(),
        a.peakBytes() + b.peakBytes(),
        a.storedBytes());
  }

  private SinkView sink(PlanOperator operator) {
    CommitFigures commits = metrics.checkpoints().commits();
    List<CommitFigures.Pending> pending =
        commits.pending().stream().filter(p -> p.sinks().contains(operator.id())).toList();
    boolean isFirst =
        !commits.pending().isEmpty() && commits.pending().get(0).sinks().contains(operator.id());
    return new SinkView(
        operator.attribute("table"),
        job.guarantee(operator.attribute("table")),
        pending.size(),
        commits.confirmedId() > 0 ? commits.confirmedId() : -1,
        commits.confirmedMillis(),
        isFirst ? commits.tryingNanos() / NANOS_PER_MILLI : 0,
        isFirst ? commits.failures() : 0,
        isFirst ? commits.problem() : Optional.empty());
  }

  CheckpointView checkpoints(CheckpointTracker.Last last) {
    CheckpointFigures figures = metrics.checkpoints();
    return new CheckpointView(
        job.options().isCheckpointed(),
        figures.intervalMillis(),
        job.options().isCheckpointed() ? last.id() : -1,
        last.wallMillis(),
        last.millis(),
        last.completed(),
        last.storedBytes(),
        last.peakStoredBytes(),
        figures.ongoing(),
        figures.commits().pending().size(),
        figures.isWaitingToPublish());
  }

  /** All of it. */
  JobView view(
      JobState state,
      long wallMillis,
      int restarts,
      Optional<Throwable> failure,
      CheckpointTracker.Last last) {
    return new JobView(
        job.name(),
        state,
        wallMillis,
        metrics.runningNanos() / NANOS_PER_MILLI,
        restarts,
        failure.map(cause -> String.valueOf(cause.getMessage())),
        operators(),
        tasks(),
        checkpoints(last));
  }
}
