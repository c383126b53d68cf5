package io.weir.runtime.insight;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.stream.Watermark;
import java.util.List;
import java.util.Optional;

/**
 * A job at one moment. Figures are those since the job was started or restored; rates and shares
 * are those of the last moments, and of a job that has ended, those of its whole life. What a task
 * says of itself is up to half a second old, and older where one of its steps takes longer.
 *
 * @param name the job
 * @param state where it is in its life
 * @param atMillis the moment, in wall time
 * @param runningMillis for how long it has been running since it was started or restored
 * @param restarts how often it was restored after a failure
 * @param failure why it failed, or why it is being restored
 * @param operators its steps, producers before consumers
 * @param tasks what runs them
 * @param checkpoints its checkpoints
 */
public record JobView(
    String name,
    JobState state,
    long atMillis,
    long runningMillis,
    int restarts,
    Optional<String> failure,
    List<OperatorView> operators,
    List<TaskView> tasks,
    CheckpointView checkpoints) {
  public JobView {
    operators = List.copyOf(operators);
    tasks = List.copyOf(tasks);
  }

  /** The steps that read from outside. */
  public List<OperatorView> sources() {
    return operators.stream().filter(operator -> operator.source().isPresent()).toList();
  }

  /** The steps that write to the outside. */
  public List<OperatorView> sinks() {
    return operators.stream().filter(operator -> operator.sink().isPresent()).toList();
  }

  /** Rows that sources have sent. */
  public long rowsIn() {
    return sources().stream().mapToLong(source -> source.rows().out()).sum();
  }

  /** Rows that sinks have taken. */
  public long rowsOut() {
    return sinks().stream().mapToLong(sink -> sink.rows().in()).sum();
  }

  /** Rows that sources have sent a second, lately. */
  public double rowsInPerSecond() {
    return sources().stream().mapToDouble(source -> source.rows().outPerSecond()).sum();
  }

  /** Rows that sinks have taken a second, lately. */
  public double rowsOutPerSecond() {
    return sinks().stream().mapToDouble(sink -> sink.rows().inPerSecond()).sum();
  }

  /** Rows dropped because they came too late. */
  public long rowsLate() {
    return operators.stream().mapToLong(operator -> operator.late().all()).sum();
  }

  /** Whether any table has a rowtime. */
  public boolean hasEventTime() {
    return sources().stream().anyMatch(source -> source.source().get().hasWatermark());
  }

  /** The least watermark of its sources, or {@link Watermark#NONE}. */
  public long sourceWatermarkMillis() {
    return sources().stream()
        .filter(source -> source.source().get().hasWatermark())
        .mapToLong(OperatorView::watermarkMillis)
        .min()
        .orElse(Watermark.NONE);
  }

  /** The least watermark that its sinks have seen, or {@link Watermark#NONE}. */
  public long watermarkMillis() {
    return sinks().stream().mapToLong(OperatorView::watermarkMillis).min().orElse(Watermark.NONE);
  }

  /** A step by its id. */
  public Optional<OperatorView> operator(String id) {
    return operators.stream().filter(operator -> operator.id().equals(id)).findFirst();
  }
}
