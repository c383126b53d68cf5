package io.weir.runtime.execution.job;

import io.weir.runtime.insight.TaskView;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.metric.TaskMetrics;
import java.util.List;

/** A task and how it has spent the time between the last two samples. */
final class TaskTimes {
  private static final TaskView.Shares NONE = new TaskView.Shares(0, 0, 0, 0, 1, 0);

  private final String name;
  private final List<String> operatorIds;
  private final TaskMetrics metrics;
  private long[] sampled;
  private long sampledNanos;
  private volatile TaskView.Shares shares = NONE;

  TaskTimes(String name, List<String> operatorIds, TaskMetrics metrics, long nowNanos) {
    this.name = name;
    this.operatorIds = operatorIds;
    this.metrics = metrics;
    this.sampled = new long[TaskActivity.values().length];
    this.sampledNanos = nowNanos;
  }

  TaskMetrics metrics() {
    return metrics;
  }

  void sample(long nowNanos) {
    long passed = nowNanos - sampledNanos;
    if (passed <= 0) {
      return;
    }
    long[] now = metrics.nanos(nowNanos);
    double[] part = new double[now.length];
    for (int i = 0; i < now.length; i++) {
      part[i] = Math.max(0, Math.min(1, (double) (now[i] - sampled[i]) / passed));
    }
    shares =
        new TaskView.Shares(
            part[TaskActivity.BUSY.ordinal()],
            part[TaskActivity.READY.ordinal()],
            part[TaskActivity.BLOCKED.ordinal()],
            part[TaskActivity.AWAITING.ordinal()] + part[TaskActivity.REFUSED.ordinal()],
            part[TaskActivity.IDLE.ordinal()] + part[TaskActivity.ENDED.ordinal()],
            part[TaskActivity.PAUSED.ordinal()]);
    sampled = now;
    sampledNanos = nowNanos;
  }

  /** Spreads the shares over all of its life. */
  void summarize(long beganNanos, long nowNanos) {
    sampled = new long[sampled.length];
    sampledNanos = beganNanos;
    sample(nowNanos);
  }

  TaskView view(long nowNanos) {
    return new TaskView(
        name,
        operatorIds,
        metrics.activity(nowNanos),
        metrics.activityNanos(nowNanos) / 1_000_000,
        metrics.stepNanos(nowNanos) / 1_000_000,
        shares);
  }
}
