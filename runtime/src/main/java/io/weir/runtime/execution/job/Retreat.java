package io.weir.runtime.execution.job;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointChoice;
import io.weir.runtime.execution.checkpoint.CheckpointTimings;
import io.weir.runtime.execution.graph.GraphVertex;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.plan.SinkNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Going on from an older checkpoint than the newest. What sinks have published since then comes
 * once more: nobody sees that where rows replace each other by key or where nobody keeps them;
 * elsewhere it has to be accepted. What the older checkpoint was to publish is published under the
 * old name of the run, and what was begun behind it is removed; then the job goes on under a new
 * name, so that none of its epochs is taken for one that was published before.
 */
final class Retreat {
  private final JobDefinition job;
  private final CheckpointChoice choice;
  private final Checkpoint older;

  Retreat(JobDefinition job, CheckpointChoice choice) {
    this.job = job;
    this.choice = choice;
    this.older = choice.checkpoint().orElseThrow();
  }

  /**
   * The same choice, unless a sink has published more than its checkpoint knows: then a later
   * checkpoint has been lost, and what was the newest is an older one.
   */
  static CheckpointChoice unlessLost(JobGraph graph, CheckpointChoice choice) throws IOException {
    Checkpoint newest = choice.checkpoint().orElseThrow();
    for (GraphVertex vertex : graph.vertices()) {
      if (vertex.tail() instanceof SinkNode node
          && Republication.canRepeat(node.sink().commitMode())) {
        String id = vertex.operatorIds().get(vertex.operatorIds().size() - 1);
        OptionalLong later = publishedAfter(newest, node, id);
        if (later.isPresent()) {
          return new CheckpointChoice(
              choice.checkpoint(), later.getAsLong(), Optional.of(lost(later.getAsLong(), node)));
        }
      }
    }
    return choice;
  }

  private static WeirException lost(long checkpointId, SinkNode node) {
    return WeirException.permanent(
        "checkpoint "
            + checkpointId
            + " is lost: table '"
            + node.table()
            + "' has its rows, and its manifest is not there",
        null);
  }

  private static OptionalLong publishedAfter(Checkpoint checkpoint, SinkNode node, String id)
      throws IOException {
    try (Committer committer = node.sink().createCommitter(checkpoint.sinkIncarnation(id))) {
      return committer.publishedAfter(checkpoint.id());
    }
  }

  /** Fails where rows would come twice and nobody has accepted that. */
  void check(JobGraph graph) throws IOException {
    if (job.recovery().mayRepeat()) {
      return;
    }
    List<String> tables = new ArrayList<>();
    for (GraphVertex vertex : graph.vertices()) {
      if (vertex.tail() instanceof SinkNode node
          && Republication.canRepeat(node.sink().commitMode())) {
        String id = vertex.operatorIds().get(vertex.operatorIds().size() - 1);
        OptionalLong later = publishedAfter(older, node, id);
        String known =
            later.isPresent() ? " (which has rows up to checkpoint " + later.getAsLong() + ")" : "";
        tables.add("table '" + node.table() + "'" + known);
      }
    }
    if (!tables.isEmpty()) {
      throw refusal(String.join(", ", tables));
    }
  }

  private WeirException refusal(String tables) {
    Optional<WeirException> damage = choice.damage();
    String again =
        "going on from checkpoint "
            + older.id()
            + " writes the rows after it once more to "
            + tables;
    return WeirException.permanent(
        damage
                .map(fault -> fault.getMessage() + "; checkpoint " + older.id() + " is whole, but ")
                .orElse("")
            + again,
        (damage.isPresent() ? "restore the file from a backup, or " : "")
            + "accept that rows come twice: SET 'weir.state-recovery.accept-duplicates' = 'true'"
            + (damage.isPresent()
                ? "; --fresh starts over, reads the input again and adds all its rows to what the"
                    + " sinks already hold"
                : ""),
        damage.orElse(null));
  }

  /**
   * Settles what the older checkpoint has prepared.
   *
   * @param committers by the operator id of their sink, under the old name of the run
   */
  void settle(Map<String, Committer> committers) throws IOException {
    for (Checkpoint.Commit commit : older.unconfirmed()) {
      committers.get(commit.operatorId()).commit(commit.checkpointId(), commit.committables());
    }
    for (Committer committer : committers.values()) {
      committer.cleanUp(older.id());
    }
  }

  /** The checkpoint from which the job goes on: what the older one says, as the newest. */
  Checkpoint renewed(String incarnation) {
    return new Checkpoint(
        choice.newestId() + 1,
        incarnation,
        older.fingerprint(),
        older.isEnd(),
        older.sources(),
        older.operators(),
        older.state(),
        older.inFlight(),
        List.of(),
        older.plan(),
        older.isRolled(),
        CheckpointTimings.NONE);
  }
}
