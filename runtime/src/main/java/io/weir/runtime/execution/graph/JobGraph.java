package io.weir.runtime.execution.graph;

import io.weir.runtime.plan.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a job runs: chains of operators and the streams between them.
 *
 * @param vertices in an order in which producers come before consumers
 * @param edges ordered by consumer, its input, and the order of the input's producers
 * @param plan every step, producers before consumers
 */
public record JobGraph(List<GraphVertex> vertices, List<GraphEdge> edges, List<PlanOperator> plan) {
  public JobGraph {
    vertices = List.copyOf(vertices);
    edges = List.copyOf(edges);
    plan = List.copyOf(plan);
  }

  /**
   * The same graph under other operator ids, those of a checkpoint.
   *
   * @param ids the new id by the old one, for those that change
   */
  public JobGraph withIds(Map<String, String> ids) {
    List<GraphVertex> renamed = new ArrayList<>();
    for (GraphVertex vertex : vertices) {
      renamed.add(
          new GraphVertex(
              vertex.index(),
              vertex.nodes(),
              vertex.operatorIds().stream().map(id -> ids.getOrDefault(id, id)).toList(),
              vertex.parallelism()));
    }
    List<PlanOperator> operators = new ArrayList<>();
    for (PlanOperator operator : plan) {
      operators.add(
          new PlanOperator(
              ids.getOrDefault(operator.id(), operator.id()),
              operator.planId(),
              operator.kind(),
              operator.name(),
              operator.signature(),
              operator.attributes(),
              operator.columns(),
              operator.inputs().stream().map(id -> ids.getOrDefault(id, id)).toList(),
              operator.holdsState(),
              operator.readsChanges()));
    }
    return new JobGraph(renamed, edges, operators);
  }

  /** The streams that a vertex produces. */
  public List<GraphEdge> outputsOf(GraphVertex vertex) {
    return edges.stream().filter(edge -> edge.from() == vertex.index()).toList();
  }

  /** The streams that a vertex consumes. */
  public List<GraphEdge> inputsOf(GraphVertex vertex) {
    return edges.stream().filter(edge -> edge.to() == vertex.index()).toList();
  }

  /**
   * Whether all instances of a vertex get the same watermarks and idleness, if not at the same
   * time: those that several instances feed through exchanges, and those behind them.
   */
  public boolean runsInStep(int vertex) {
    List<GraphEdge> inputs = inputsOf(vertices.get(vertex));
    return !inputs.isEmpty()
        && inputs.stream()
            .allMatch(
                edge -> edge.distribution().kind() != Distribution.Kind.ANY || keepsStep(edge));
  }

  private boolean keepsStep(GraphEdge forward) {
    return vertices.get(forward.to()).parallelism() == 1 || runsInStep(forward.from());
  }

  /** The parallelism that it was made for, which is that of its sources. */
  public int parallelism() {
    return vertices.stream().mapToInt(GraphVertex::parallelism).max().orElse(1);
  }

  /**
   * A hash of what the job does, independent of its parallelism and of the ids that an earlier
   * query has given: a checkpoint of a job with another fingerprint belongs to another query.
   */
  public String fingerprint() {
    TreeSet<String> steps = new TreeSet<>();
    plan.forEach(operator -> steps.add(operator.planId() + ' ' + operator.signature()));
    return OperatorIds.hash(String.join("\n", steps));
  }

  /** One line a vertex, one an edge. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    for (GraphVertex vertex : vertices) {
      text.append(vertex.index()).append(": ").append(vertex.name());
      text.append(" ×").append(vertex.parallelism()).append('\n');
    }
    for (GraphEdge edge : edges) {
      text.append(edge.from()).append(" to ").append(edge.to());
      text.append(" input ").append(edge.input()).append(' ');
      text.append(name(edge)).append('\n');
    }
    return text.toString();
  }

  private String name(GraphEdge edge) {
    return edge.distribution().kind() == Distribution.Kind.ANY
        ? "forward"
        : edge.distribution()
            .describe(vertices.get(edge.from()).tail().properties().schema().names());
  }
}
