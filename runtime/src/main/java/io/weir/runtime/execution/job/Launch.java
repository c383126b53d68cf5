package io.weir.runtime.execution.job;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.graph.GraphVertex;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.graph.JobGraphBuilder;
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
import java.util.TreeSet;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The blocking first part of a job: a fresh start lists the inputs and writes checkpoint 0; a
 * restore reads the newest checkpoint and checks that the inputs are still what they were. Runs on
 * an I/O thread.
 */
final class Launch {
  private final JobDefinition job;
  private JobGraph graph;
  private final JobEnvironment environment;
  private final BufferAllocator allocator;
  private final Resources resources;

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

  /** Starts afresh: what an earlier start has left in the log is not looked at. */
  Launched fresh() throws IOException {
    for (SinkNode root : job.roots()) {
      root.sink().prepare();
    }
    prepareOperators();
    Map<String, List<Checkpoint.SplitEntry>> sources = new LinkedHashMap<>();
    for (GraphVertex vertex : graph.vertices()) {
      if (vertex.head() instanceof SourceNode source) {
        sources.put(vertex.operatorIds().get(0), discover(source));
      }
    }
    Checkpoint base =
        new Checkpoint(
            0,
            Long.toHexString(environment.random().nextLong() | Long.MIN_VALUE),
            graph.fingerprint(),
            false,
            sources,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of());
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
   * Goes on from the newest checkpoint, or starts afresh if there is none. One that holds queues is
   * gone on from at its own parallelism.
   */
  Launched restore() throws IOException {
    Optional<Checkpoint> latest = environment.checkpoints().latest();
    if (latest.isEmpty()) {
      return fresh();
    }
    Checkpoint base = latest.get();
    if (!base.fingerprint().equals(graph.fingerprint())) {
      throw doesNotFit(base);
    }
    if (base.isEnd()) {
      return new Launched(base, true, graph, Optional.empty(), committers(base));
    }
    if (base.inFlight().isPresent()) {
      graph = JobGraphBuilder.build(job.roots(), base.inFlight().get().parallelism());
    }
    for (GraphVertex vertex : graph.vertices()) {
      if (vertex.head() instanceof SourceNode source) {
        List<Checkpoint.SplitEntry> entries = base.sources().get(vertex.operatorIds().get(0));
        source
            .source()
            .verify(
                entries.stream()
                    .filter(entry -> !entry.isFinished())
                    .map(Checkpoint.SplitEntry::split)
                    .toList());
      }
    }
    return open(base, true);
  }

  private WeirException doesNotFit(Checkpoint base) {
    Set<String> known = new HashSet<>(base.sources().keySet());
    known.addAll(base.operators().keySet());
    Set<String> wanted = new HashSet<>();
    graph.vertices().forEach(vertex -> wanted.addAll(vertex.operatorIds()));
    return WeirException.permanent(
        "checkpoint "
            + base.id()
            + " of job '"
            + job.name()
            + "' belongs to another query: it holds "
            + without(known, wanted)
            + ", the query now has "
            + without(wanted, known),
        "run the query as it was, or start afresh and discard the checkpoint with --fresh");
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private Launched open(Checkpoint base, boolean isRestored) throws IOException {
    if (isRestored) {
      prepareOperators();
    }
    Map<String, Committer> committers = committers(base);
    Optional<StateBackend> state = Optional.empty();
    if (hasState()) {
      state = Optional.of(resources.add(environment.state().open(base.state(), allocator)));
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
