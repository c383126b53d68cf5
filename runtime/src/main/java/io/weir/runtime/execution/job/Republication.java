package io.weir.runtime.execution.job;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink.CommitMode;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointOrigin;
import io.weir.runtime.execution.graph.GraphVertex;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.plan.SinkNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds out whether what comes after a savepoint has been published already, by the job that it was
 * taken of or by another one that began from it: going on from the savepoint would publish those
 * rows once more.
 */
final class Republication {
  private Republication() {}

  /** Fails where rows would come twice and nobody has accepted that. */
  static void check(JobDefinition job, JobGraph graph, CheckpointOrigin origin, Checkpoint saved)
      throws IOException {
    if (job.recovery().mayRepeat()) {
      return;
    }
    List<String> incarnations = new ArrayList<>();
    incarnations.add(saved.incarnation());
    incarnations.addAll(origin.successors());
    for (GraphVertex vertex : graph.vertices()) {
      if (vertex.tail() instanceof SinkNode node && canRepeat(node.sink().commitMode())) {
        String id = vertex.operatorIds().get(vertex.operatorIds().size() - 1);
        for (String incarnation : incarnations) {
          check(origin, saved, node, Checkpoint.sinkIncarnation(incarnation, id));
        }
      }
    }
  }

  /** Whether rows that are written again are there twice. */
  static boolean canRepeat(CommitMode mode) {
    return mode == CommitMode.TRANSACTIONAL || mode == CommitMode.AT_LEAST_ONCE;
  }

  private static void check(
      CheckpointOrigin origin, Checkpoint saved, SinkNode node, String incarnation)
      throws IOException {
    try (Committer committer = node.sink().createCommitter(incarnation)) {
      OptionalLong later = committer.publishedAfter(saved.id());
      if (later.isPresent()) {
        throw WeirException.permanent(
            origin.describe()
                + " is not the newest: table '"
                + node.table()
                + "' has got rows since, up to checkpoint "
                + later.getAsLong()
                + "; going on from it would write the rows after checkpoint "
                + saved.id()
                + " once more",
            "go on with the job itself, take those rows away, or accept that they come twice:"
                + " SET 'weir.state-recovery.accept-duplicates' = 'true'");
      }
    }
  }
}
