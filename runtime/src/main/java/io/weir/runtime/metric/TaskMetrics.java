package io.weir.runtime.metric;

import java.util.Arrays;

/**
 * How a task spends its time. A step is either work, or the answer that there is none; the time
 * between two steps is charged to what the first of them has left behind.
 */
public final class TaskMetrics {
  /** A step that takes longer is shown as such while it does. */
  private static final long LONG_STEP_NANOS = 100_000_000L;

  private final long[] nanos = new long[TaskActivity.values().length];
  private TaskActivity activity = TaskActivity.IDLE;
  private long sinceNanos;
  private long chargedNanos;
  private boolean isInStep;

  /** The task was made. */
  public TaskMetrics(long nowNanos) {
    this.sinceNanos = nowNanos;
    this.chargedNanos = nowNanos;
  }

  /** A step begins. */
  public void stepBegins(long nowNanos) {
    charge(activity, nowNanos);
    isInStep = true;
  }

  /**
   * A step has ended.
   *
   * @param worked whether something was done
   * @param after what it waits for now
   */
  public void stepEnds(long nowNanos, boolean worked, TaskActivity after) {
    charge(worked ? TaskActivity.BUSY : after, nowNanos);
    isInStep = false;
    if (after != activity) {
      activity = after;
      sinceNanos = nowNanos;
    }
  }

  private void charge(TaskActivity what, long nowNanos) {
    nanos[what.ordinal()] += nowNanos - chargedNanos;
    chargedNanos = nowNanos;
  }

  /** The time that was spent in each activity, by its ordinal, up to now. */
  public long[] nanos(long nowNanos) {
    long[] spent = Arrays.copyOf(nanos, nanos.length);
    TaskActivity now = isInStep ? TaskActivity.BUSY : activity;
    spent[now.ordinal()] += Math.max(0, nowNanos - chargedNanos);
    return spent;
  }

  /** What it does at this moment. */
  public TaskActivity activity(long nowNanos) {
    boolean isLong = isInStep && nowNanos - chargedNanos > LONG_STEP_NANOS;
    TaskActivity left = activity;
    return isLong || left == TaskActivity.READY ? TaskActivity.BUSY : left;
  }

  /** For how long it has been in its present step; 0 if it is in none. */
  public long stepNanos(long nowNanos) {
    return isInStep ? Math.max(0, nowNanos - chargedNanos) : 0;
  }

  /** For how long it has done that. */
  public long activityNanos(long nowNanos) {
    boolean isLong = isInStep && nowNanos - chargedNanos > LONG_STEP_NANOS;
    return Math.max(0, nowNanos - (isLong ? chargedNanos : sinceNanos));
  }
}
