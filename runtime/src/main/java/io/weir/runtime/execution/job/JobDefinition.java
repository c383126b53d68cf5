package io.weir.runtime.execution.job;

import io.weir.runtime.execution.checkpoint.CheckpointOrigin;
import io.weir.runtime.plan.SinkNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a job does and how.
 *
 * @param name for messages
 * @param roots its sinks; a node that is reachable on several ways as the same object is run once
 * @param options how it runs
 * @param recovery where it begins, if it has no checkpoint of its own, and what that may cost
 * @param guarantees what the output of each table is promised, in words, for those who look at it
 */
public record JobDefinition(
    String name,
    List<SinkNode> roots,
    JobOptions options,
    Recovery recovery,
    Map<String, String> guarantees) {
  public JobDefinition {
    roots = List.copyOf(roots);
    guarantees = Map.copyOf(guarantees);
  }

  /** A job that begins at the beginning of its inputs. */
  public JobDefinition(String name, List<SinkNode> roots, JobOptions options) {
    this(name, roots, options, Recovery.NONE);
  }

  /** A job of which nobody has said what it promises. */
  public JobDefinition(String name, List<SinkNode> roots, JobOptions options, Recovery recovery) {
    this(name, roots, options, recovery, Map.of());
  }

  /** What the output of a table is promised, if anybody has said so. */
  Optional<String> guarantee(String table) {
    return Optional.ofNullable(guarantees.get(table));
  }

  /** The same for a job that has already gone on from where it was to. */
  JobDefinition ofRestart() {
    return new JobDefinition(name, roots, options, recovery.ofRestart(), guarantees);
  }

  /**
   * What a job may begin from.
   *
   * @param origin a savepoint
   * @param mayDrop whether state that the query has no use for may be forgotten
   * @param mayRepeat whether rows that were published after a savepoint, or after an older
   *     checkpoint, may be published again
   * @param checkpointId the checkpoint of the job's own to go on from; empty for the newest
   */
  public record Recovery(
      Optional<CheckpointOrigin> origin,
      boolean mayDrop,
      boolean mayRepeat,
      OptionalLong checkpointId) {
    /** Nothing but the job's own checkpoints. */
    public static final Recovery NONE =
        new Recovery(Optional.empty(), false, false, OptionalLong.empty());

    /** The same for a job that has already gone on from where it was to. */
    Recovery ofRestart() {
      return new Recovery(origin, mayDrop, mayRepeat, OptionalLong.empty());
    }
  }
}
