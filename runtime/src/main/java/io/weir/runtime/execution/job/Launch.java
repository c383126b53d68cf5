package io.weir.runtime.execution.job;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointChoice;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.checkpoint.CheckpointOrigin;
import io.weir.runtime.execution.checkpoint.CheckpointTimings;
import io.weir.runtime.execution.graph.GraphVertex;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.graph.JobGraphBuilder;
import io.weir.runtime.execution.graph.PlanOperator;
import io.weir.runtime.execution.upgrade.Upgrade;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.stream.Watermark;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The blocking first part of a job: a fresh start lists the inputs and writes checkpoint 0; a
 * restore reads the newest checkpoint and checks that the inputs are still what they were. Runs on
 * an I/O thread.
 */
final class Launch {
  private final JobDefinition job;
  private final JobEnvironment environment;
  private final BufferAllocator allocator;
  private final Resources resources;

  /** As planned, and once it is known from what the job goes on, under the ids of that. */
  private JobGraph graph;

  Launch(
      JobDefinition job,
      JobGraph graph,
      JobEnvironment environment,
      BufferAllocator allocator,
      Resources resources) {
    this.job = job;
    this.graph = graph;
    this.environment = environment;
    this.allocator = allocator;
    this.resources = resources;
  }

  /**
   * Begins where the job is to begin: what an earlier start has left in the log is not looked at.
   */
  Launched fresh() throws IOException {
    prepareSinks();
    prepareOperators();
    if (job.recovery().origin().isPresent() && job.options().isCheckpointed()) {
      return adopt(job.recovery().origin().get());
    }
    Checkpoint base =
        new Checkpoint(
            0,
            newIncarnation(),
            graph.fingerprint(),
            false,
            discoverNew(Map.of()),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            graph.plan(),
            true,
            CheckpointTimings.NONE);
    if (job.options().isCheckpointed()) {
      environment.checkpoints().write(base);
    }
    return open(base, false);
  }

  private void prepareOperators() throws IOException {
    for (GraphVertex vertex : graph.vertices()) {
      for (PlanNode node : vertex.nodes()) {
        if (node instanceof OperatorNode operator) {
          operator.prepare();
        }
      }
    }
  }

  private void prepareSinks() throws IOException {
    for (SinkNode root : job.roots()) {
      root.sink().prepare();
    }
  }

  private String newIncarnation() {
    return Long.toHexString(environment.random().nextLong() | Long.MIN_VALUE);
  }

  /** Begins from a savepoint, as a job of its own. */
  private Launched adopt(CheckpointOrigin origin) throws IOException {
    Checkpoint saved = origin.read();
    Upgrade upgrade = Upgrade.of(graph, saved, job.recovery().mayDrop());
    upgrade.require(job.name(), origin.describe(), job.recovery().mayDrop());
    graph = upgrade.graph();
    Republication.check(job, graph, origin, saved);
    String incarnation = newIncarnation();
    Checkpoint adopted = upgrade.apply(origin.adopt(incarnation));
    Checkpoint base =
        new Checkpoint(
            adopted.id(),
            incarnation,
            adopted.fingerprint(),
            adopted.isEnd(),
            withNewSources(adopted),
            adopted.operators(),
            adopted.state(),
            Optional.empty(),
            List.of(),
            graph.plan(),
            true,
            CheckpointTimings.NONE);
    verifySources(base);
    environment.checkpoints().write(base);
    return base.isEnd()
        ? new Launched(base, true, graph, Optional.empty(), committers(base))
        : open(base, false);
  }

  private Map<String, List<Checkpoint.SplitEntry>> withNewSources(Checkpoint base)
      throws IOException {
    Map<String, List<Checkpoint.SplitEntry>> sources = new LinkedHashMap<>(base.sources());
    sources.putAll(discoverNew(base.sources()));
    return sources;
  }

  /** Lists the inputs of all sources that are not known. */
  private Map<String, List<Checkpoint.SplitEntry>> discoverNew(Map<String, ?> known)
      throws IOException {
    Map<String, List<Checkpoint.SplitEntry>> sources = new LinkedHashMap<>();
    for (GraphVertex vertex : graph.vertices()) {
      String id = vertex.operatorIds().get(0);
      if (vertex.head() instanceof SourceNode source && !known.containsKey(id)) {
        sources.put(id, discover(source));
      }
    }
    return sources;
  }

  private static List<Checkpoint.SplitEntry> discover(SourceNode source) throws IOException {
    List<Split> splits = source.source().discover();
    Set<String> ids = new HashSet<>();
    for (Split split : splits) {
      if (!ids.add(split.id())) {
        throw new AssertionError(
            "table '" + source.table() + "' has two splits with the id " + split.id());
      }
    }
    return splits.stream()
        .map(split -> new Checkpoint.SplitEntry(split, SplitPosition.START, Watermark.NONE, false))
        .toList();
  }

  /**
   * Goes on from the newest checkpoint that is whole, or from the one that is asked for; starts
   * afresh if there is none. One that holds queues is gone on from at its own parallelism.
   */
  Launched restore() throws IOException {
    CheckpointLog log = environment.checkpoints();
    CheckpointChoice choice = CheckpointChoice.of(log, job.recovery().checkpointId());
    if (choice.checkpoint().isEmpty()) {
      return fresh();
    }
    Checkpoint chosen = choice.isRetreat() ? choice.checkpoint().get() : log.latest().orElseThrow();
    Upgrade upgrade = Upgrade.of(graph, chosen, job.recovery().mayDrop());
    upgrade.require(job.name(), "checkpoint " + chosen.id(), true);
    graph = upgrade.graph();
    if (!choice.isRetreat()) {
      choice = Retreat.unlessLost(graph, choice);
    }
    if (choice.isRetreat()) {
      chosen = retreat(choice);
    }
    Checkpoint base = upgrade.apply(chosen);
    if (base.isEnd()) {
      return new Launched(base, true, graph, Optional.empty(), committers(base));
    }
    if (base.inFlight().isPresent()) {
      graph =
          Upgrade.of(
                  JobGraphBuilder.build(job.roots(), base.inFlight().get().parallelism()),
                  base,
                  false)
              .graph();
    }
    verifySources(base);
    if (choice.isRetreat()) {
      prepareSinks();
      prepareOperators();
    }
    return open(
        upgrade.isSameQuery() ? base : base.withSources(withNewSources(base)), !choice.isRetreat());
  }

  /** Goes back to an older checkpoint, which becomes the newest. */
  private Checkpoint retreat(CheckpointChoice choice) throws IOException {
    Retreat retreat = new Retreat(job, choice);
    retreat.check(graph);
    retreat.settle(committers(choice.checkpoint().orElseThrow()));
    Checkpoint renewed = retreat.renewed(newIncarnation());
    environment.checkpoints().write(renewed);
    return renewed;
  }

  private void verifySources(Checkpoint base) throws IOException {
    for (GraphVertex vertex : graph.vertices()) {
      List<Checkpoint.SplitEntry> entries = base.sources().get(vertex.operatorIds().get(0));
      if (vertex.head() instanceof SourceNode source && entries != null) {
        source
            .source()
            .verify(
                entries.stream()
                    .filter(entry -> !entry.isFinished())
                    .map(Checkpoint.SplitEntry::split)
                    .toList());
      }
    }
  }

  private Launched open(Checkpoint base, boolean isRestored) throws IOException {
    if (isRestored) {
      prepareOperators();
    }
    Map<String, Committer> committers = committers(base);
    Optional<StateBackend> state = Optional.empty();
    if (hasState()) {
      StateBackend opened = resources.add(environment.state().open(base.state(), allocator));
      opened.retain(graph.plan().stream().map(PlanOperator::id).collect(Collectors.toSet()));
      state = Optional.of(opened);
    }
    return new Launched(base, isRestored, graph, state, committers);
  }

  private Map<String, Committer> committers(Checkpoint base) throws IOException {
    Map<String, Committer> committers = new HashMap<>();
    for (GraphVertex vertex : graph.vertices()) {
      if (vertex.tail() instanceof SinkNode node) {
        String id = vertex.operatorIds().get(vertex.operatorIds().size() - 1);
        committers.put(id, resources.add(node.sink().createCommitter(base.sinkIncarnation(id))));
      }
    }
    return committers;
  }

  private boolean hasState() {
    for (GraphVertex vertex : graph.vertices()) {
      for (PlanNode node : vertex.nodes()) {
        if (node instanceof OperatorNode operator && !operator.stateTables().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }
}
