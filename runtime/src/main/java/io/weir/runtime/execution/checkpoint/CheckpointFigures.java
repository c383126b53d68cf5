package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.insight.CheckpointView;
import java.util.Optional;

/**
 * What is under way.
 *
 * @param intervalMillis the time between the beginnings of two checkpoints; 0 for none by interval
 * @param ongoing the checkpoint that is being taken
 * @param commits how far publishing has come
 * @param isWaitingToPublish whether no checkpoint begins before something is published
 */
public record CheckpointFigures(
    long intervalMillis,
    Optional<CheckpointView.Ongoing> ongoing,
    CommitFigures commits,
    boolean isWaitingToPublish) {
  /** Of a job whose tasks do not run yet. */
  public static final CheckpointFigures NONE =
      new CheckpointFigures(0, Optional.empty(), CommitFigures.NONE, false);
}
