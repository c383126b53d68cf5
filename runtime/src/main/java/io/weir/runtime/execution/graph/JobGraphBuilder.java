package io.weir.runtime.execution.graph;

import io.weir.runtime.connector.Source;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.UnionNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Turns plans into a job graph. A node that several others consume (the same object) becomes one
 * vertex with several outputs.
 *
 * <p>An operator joins the chain of its input where rows need not move: one producer, no other
 * consumer of it, the same parallelism, and no distribution required (or one tasklet, where every
 * distribution holds). A source is never part of a chain, so that decoding on one core overlaps
 * with computing on another; handing over a batch costs microseconds.
 *
 * <p>A step that takes rows anywhere takes over its producers' parallelism instead of spreading
 * rows out: rows that have met in one place stay in order, which changelogs need.
 */
public final class JobGraphBuilder {
  private final int jobParallelism;
  private final OperatorIds ids = new OperatorIds();
  private final List<PlanNode> order = new ArrayList<>();
  private final IdentityHashMap<PlanNode, Integer> consumers = new IdentityHashMap<>();
  private final IdentityHashMap<PlanNode, Integer> parallelism = new IdentityHashMap<>();
  private final IdentityHashMap<PlanNode, Integer> vertexOf = new IdentityHashMap<>();
  private final List<List<PlanNode>> chains = new ArrayList<>();
  private final List<GraphEdge> edges = new ArrayList<>();

  private JobGraphBuilder(int jobParallelism) {
    this.jobParallelism = jobParallelism;
  }

  /**
   * The graph of a job with these sinks.
   *
   * @param jobParallelism the most tasklets that a step gets
   */
  public static JobGraph build(List<SinkNode> roots, int jobParallelism) {
    if (roots.isEmpty() || jobParallelism < 1) {
      throw new IllegalArgumentException(
          roots.size() + " sinks at parallelism " + jobParallelism + ": at least 1 of each");
    }
    return new JobGraphBuilder(jobParallelism).build(roots);
  }

  private JobGraph build(List<SinkNode> roots) {
    roots.forEach(this::visit);
    for (PlanNode node : order) {
      parallelism.put(node, parallelismOf(node));
      checkState(node);
      place(node);
    }
    List<GraphVertex> vertices = new ArrayList<>();
    for (List<PlanNode> chain : chains) {
      List<String> operatorIds = chain.stream().map(ids::of).toList();
      vertices.add(
          new GraphVertex(vertices.size(), chain, operatorIds, parallelism.get(chain.get(0))));
    }
    Signatures signatures = new Signatures();
    List<PlanOperator> plan = order.stream().map(node -> describe(node, signatures)).toList();
    return new JobGraph(vertices, edges, plan);
  }

  private PlanOperator describe(PlanNode node, Signatures signatures) {
    List<String> inputs = new ArrayList<>();
    boolean readsChanges = false;
    for (int input = 0; input < node.inputs().size(); input++) {
      producers(node, input).forEach(producer -> inputs.add(ids.of(producer)));
      readsChanges |=
          node.inputs().get(input).properties().changelog() != ChangelogKind.INSERT_ONLY;
    }
    PlanOperator.Kind kind =
        node instanceof SourceNode
            ? PlanOperator.Kind.SOURCE
            : node instanceof SinkNode ? PlanOperator.Kind.SINK : PlanOperator.Kind.OPERATOR;
    return new PlanOperator(
        ids.of(node),
        ids.of(node),
        kind,
        node.name(),
        signatures.of(node),
        node.attributes(),
        node.properties().schema().names(),
        inputs,
        node instanceof OperatorNode operator && !operator.stateTables().isEmpty(),
        readsChanges);
  }

  /** Orders nodes behind their inputs, draws their ids and counts their consumers. */
  private void visit(PlanNode node) {
    if (consumers.containsKey(node)) {
      return;
    }
    consumers.put(node, 0);
    node.inputs().forEach(this::visit);
    ids.of(node);
    if (node instanceof UnionNode) {
      return;
    }
    for (int input = 0; input < node.inputs().size(); input++) {
      for (PlanNode producer : producers(node, input)) {
        consumers.merge(producer, 1, Integer::sum);
      }
    }
    order.add(node);
  }

  /** The nodes whose rows make up an input: unions are looked through. */
  private static List<PlanNode> producers(PlanNode node, int input) {
    List<PlanNode> producers = new ArrayList<>();
    collect(node.inputs().get(input), producers);
    return producers;
  }

  private static void collect(PlanNode node, List<PlanNode> producers) {
    if (node instanceof UnionNode) {
      node.inputs().forEach(input -> collect(input, producers));
    } else {
      producers.add(node);
    }
  }

  private int parallelismOf(PlanNode node) {
    int most = jobParallelism;
    if (node instanceof OperatorNode operator) {
      most = Math.min(most, operator.maxParallelism());
    }
    if (node instanceof SourceNode source) {
      return isInOneOrder(source.source()) ? 1 : most;
    }
    boolean isHashed = false;
    int taken = 1;
    for (int input = 0; input < node.inputs().size(); input++) {
      Distribution.Kind kind = node.requiredDistribution(input).kind();
      if (kind == Distribution.Kind.SINGLE) {
        return 1;
      }
      isHashed |= kind == Distribution.Kind.HASH;
      if (kind == Distribution.Kind.ANY) {
        for (PlanNode producer : producers(node, input)) {
          taken = Math.max(taken, parallelism.get(producer));
        }
      }
    }
    return isHashed ? most : Math.min(most, taken);
  }

  /** A row that came with one split can be changed by the next, which must not be read before. */
  private static boolean isInOneOrder(Source source) {
    return source.changelog() != ChangelogKind.INSERT_ONLY && !source.splitsInTurn();
  }

  private void checkState(PlanNode node) {
    if (!(node instanceof OperatorNode operator) || operator.stateTables().isEmpty()) {
      return;
    }
    for (int input = 0; input < node.inputs().size(); input++) {
      if (node.requiredDistribution(input).kind() != Distribution.Kind.ANY) {
        return;
      }
    }
    if (parallelism.get(node) > 1) {
      throw new AssertionError(
          node.name() + " keeps state by key but takes rows of any key anywhere");
    }
  }

  private void place(PlanNode node) {
    PlanNode only = node.inputs().size() == 1 ? single(producers(node, 0)) : null;
    if (only != null && canFollow(node, only)) {
      int vertex = vertexOf.get(only);
      chains.get(vertex).add(node);
      vertexOf.put(node, vertex);
      return;
    }
    int vertex = chains.size();
    chains.add(new ArrayList<>(List.of(node)));
    vertexOf.put(node, vertex);
    for (int input = 0; input < node.inputs().size(); input++) {
      for (PlanNode producer : producers(node, input)) {
        edges.add(new GraphEdge(vertexOf.get(producer), vertex, input, spread(node, input)));
      }
    }
  }

  private static PlanNode single(List<PlanNode> producers) {
    return producers.size() == 1 ? producers.get(0) : null;
  }

  private boolean canFollow(PlanNode node, PlanNode producer) {
    return !(producer instanceof SourceNode)
        && consumers.get(producer) == 1
        && parallelism.get(producer).equals(parallelism.get(node))
        && spread(node, 0).kind() == Distribution.Kind.ANY;
  }

  private Distribution spread(PlanNode node, int input) {
    return parallelism.get(node) == 1 ? Distribution.ANY : node.requiredDistribution(input);
  }
}
