package io.weir.runtime.execution.checkpoint;

import java.util.List;
import java.util.Optional;

/**
 * How far publishing has come.
 *
 * @param pending the checkpoints that exist and are not published, oldest first
 * @param confirmedId the newest checkpoint that is published, with all before it; 0 if none was
 *     since the job was started or restored
 * @param confirmedMillis when, in wall time
 * @param tryingNanos for how long the oldest one has been tried to publish; 0 if it is not
 * @param failures how often that has failed
 * @param problem why it has failed last
 */
public record CommitFigures(
    List<Pending> pending,
    long confirmedId,
    long confirmedMillis,
    long tryingNanos,
    int failures,
    Optional<String> problem) {
  /** Nothing was to be published so far. */
  public static final CommitFigures NONE =
      new CommitFigures(List.of(), 0, 0, 0, 0, Optional.empty());

  public CommitFigures {
    pending = List.copyOf(pending);
  }

  /**
   * A checkpoint whose output is not published.
   *
   * @param sinks the operator ids of those that have something to publish
   */
  public record Pending(long checkpointId, List<String> sinks) {}
}
