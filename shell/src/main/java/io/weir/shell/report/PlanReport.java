package io.weir.shell.report;

import io.weir.planner.Planned;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.insight.Words;
import io.weir.runtime.metric.HeldRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** EXPLAIN ANALYZE JOB: the plan as a tree, the last step first, with what happens in each step. */
public final class PlanReport {
  private static final Set<String> NOT_SHOWN = Set.of("table", "columns");

  private final JobView job;
  private final StringBuilder out = new StringBuilder();
  private final Set<String> printed = new HashSet<>();

  private PlanReport(JobView job) {
    this.job = job;
  }

  /** The plan of a job as one text. */
  public static Planned.Rows of(JobView job) {
    return Planned.Rows.ofColumn("result", List.of(text(job)));
  }

  /** As the other, without its frame. */
  public static String text(JobView job) {
    PlanReport report = new PlanReport(job);
    report.line(
        0,
        "job "
            + job.name()
            + ": "
            + job.state().describe()
            + ", for "
            + Words.duration(job.runningMillis()));
    if (job.checkpoints().isOn()) {
      report.line(
          0,
          Words.count(job.checkpoints().completed(), "checkpoint")
              + "; stored: "
              + JobReport.stored(job.checkpoints()));
    }
    for (OperatorView sink : job.sinks()) {
      report.out.append('\n');
      report.step(sink, 0);
    }
    return report.out.toString();
  }

  private void step(OperatorView operator, int depth) {
    String title =
        operator.title() + (operator.parallelism() > 1 ? " ×" + operator.parallelism() : "");
    if (!printed.add(operator.id())) {
      line(depth, title + ", the one above");
      return;
    }
    line(depth, title);
    for (OperatorView.Detail detail : operator.details()) {
      if (!NOT_SHOWN.contains(detail.name())) {
        line(depth + 1, detail.name() + ": " + detail.value());
      }
    }
    line(depth + 1, "rows: " + rows(operator));
    line(depth + 1, "time: " + time(operator));
    if (job.hasEventTime()) {
      line(depth + 1, "watermark: " + JobReport.watermark(job, operator.watermarkMillis()));
    }
    if (operator.late().all() > 0) {
      line(depth + 1, "late: " + late(operator.late()));
    }
    if (!operator.held().isEmpty()) {
      line(depth + 1, "waiting: " + held(operator.held()));
    }
    operator.state().forEach(table -> line(depth + 1, "state: " + JobReport.state(table)));
    operator
        .source()
        .filter(source -> source.skippedRecords() > 0)
        .ifPresent(
            source ->
                line(depth + 1, "skipped: " + Words.count(source.skippedRecords()) + " records"));
    if (operator.sink().isPresent() && job.checkpoints().isOn()) {
      line(depth + 1, "output: " + JobReport.published(operator.sink().get(), job.atMillis()));
    }
    for (String input : operator.inputs()) {
      job.operator(input).ifPresent(producer -> step(producer, depth + 1));
    }
  }

  private static String rows(OperatorView operator) {
    OperatorView.Rows rows = operator.rows();
    String in =
        Words.count(rows.in())
            + " in ("
            + Words.rate(rows.inPerSecond())
            + " a second, "
            + batches(rows.batchesIn())
            + ")";
    String out = Words.count(rows.out()) + " out (" + Words.rate(rows.outPerSecond()) + " a second";
    if (operator.source().isPresent()) {
      return out + ", " + batches(rows.batchesOut()) + ")";
    }
    return operator.sink().isPresent() ? in : in + ", " + out + ")";
  }

  private static String batches(long count) {
    return Words.count(count) + (count == 1 ? " batch" : " batches");
  }

  /** The step's own part, and how the tasks that run it spend their time. */
  private String time(OperatorView operator) {
    List<TaskView> tasks = new ArrayList<>();
    for (TaskView task : job.tasks()) {
      if (task.operators().contains(operator.id())) {
        tasks.add(task);
      }
    }
    String own = "busy " + Words.percent(operator.busyShare());
    double blocked = tasks.stream().mapToDouble(t -> t.shares().blocked()).average().orElse(0);
    double awaiting = tasks.stream().mapToDouble(t -> t.shares().awaiting()).average().orElse(0);
    double idle = tasks.stream().mapToDouble(t -> t.shares().idle()).average().orElse(0);
    return own
        + ", blocked "
        + Words.percent(blocked)
        + (awaiting >= 0.005 ? ", waiting for the outside " + Words.percent(awaiting) : "")
        + ", idle "
        + Words.percent(idle);
  }

  private static String late(OperatorView.Late late) {
    return Words.count(late.all())
        + " rows dropped, by "
        + Words.duration(late.leastMillis())
        + (late.mostMillis() > late.leastMillis() ? " to " + Words.duration(late.mostMillis()) : "")
        + (late.afterIdle() > 0
            ? " (" + Words.count(late.afterIdle()) + " of them after a split was idle)"
            : "");
  }

  private static String held(List<HeldRows> held) {
    long all = held.stream().mapToLong(HeldRows::rows).sum();
    return Words.count(held.get(0).rows())
        + " rows for the window that ends at "
        + Words.time(held.get(0).endMillis())
        + (held.size() > 1
            ? ", "
                + Words.count(all - held.get(0).rows())
                + " for "
                + (held.size() - 1)
                + " later ones"
            : "");
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
