package io.weir.shell.run;

import io.weir.parser.source.SourceException;
import io.weir.planner.Planned;
import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.connector.Committer;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.graph.GraphVertex;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.graph.JobGraphBuilder;
import io.weir.runtime.execution.upgrade.Upgrade;
import io.weir.runtime.plan.SinkNode;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.render.Console;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a job that is given up has begun to write and never published, such as hidden files in
 * progress: nobody would ever remove it.
 */
final class AbandonedOutput {
  private final Jobs jobs;
  private final Session session;
  private final Console console;

  AbandonedOutput(Jobs jobs, Session session, Console console) {
    this.jobs = jobs;
    this.session = session;
    this.console = console;
  }

  /** Removes it, or says why it stays: starting afresh does not depend on it. */
  void discard(JobDirectory directory) {
    try {
      Optional<Checkpoint> checkpoint = readable(directory);
      if (checkpoint.isPresent()) {
        discard(jobs.planAsDescribed(directory, session), checkpoint.get());
      }
    } catch (IOException | WeirException | SourceException e) {
      console
          .err()
          .println(
              "warning: what the abandoned run of job "
                  + directory.name()
                  + " had begun to write may stay behind: "
                  + e.getMessage());
    }
  }

  private static void discard(Planned.Job planned, Checkpoint checkpoint) throws IOException {
    JobGraph built = JobGraphBuilder.build(planned.sinks(), planned.settings().parallelism());
    for (GraphVertex vertex : Upgrade.of(built, checkpoint, true).graph().vertices()) {
      if (vertex.tail() instanceof SinkNode node) {
        String id = vertex.operatorIds().get(vertex.operatorIds().size() - 1);
        try (Committer committer = node.sink().createCommitter(checkpoint.sinkIncarnation(id))) {
          committer.discard();
        }
      }
    }
  }

  /** A checkpoint that can be read: all of them have the name under which the run wrote. */
  private Optional<Checkpoint> readable(JobDirectory directory) throws IOException {
    CheckpointStorage storage = jobs.engine().checkpoints(directory);
    List<Long> ids = storage.ids();
    WeirException damage = null;
    for (int i = ids.size() - 1; i >= 0; i--) {
      try {
        return Optional.of(storage.manifest(ids.get(i)).checkpoint());
      } catch (WeirException e) {
        damage = e;
      }
    }
    if (damage != null) {
      throw damage;
    }
    return Optional.empty();
  }
}
