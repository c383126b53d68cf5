package io.weir.runtime.insight;

import io.weir.runtime.metric.TaskActivity;
import java.util.List;

/**
 * One tasklet of a job.
 *
 * @param name such as {@code WindowAggregate → Sink[0/2]}
 * @param operators the ids of the steps that it runs, in the direction of the rows
 * @param activity what it does now
 * @param activityMillis for how long it has been doing that
 * @param stepMillis for how long it has been in one step; 0 if it is in none
 * @param shares how it has spent the last moments
 */
public record TaskView(
    String name,
    List<String> operators,
    TaskActivity activity,
    long activityMillis,
    long stepMillis,
    Shares shares) {
  public TaskView {
    operators = List.copyOf(operators);
  }

  /** Parts of a time that are 1 together. */
  public record Shares(
      double busy, double ready, double blocked, double awaiting, double idle, double paused) {}
}
