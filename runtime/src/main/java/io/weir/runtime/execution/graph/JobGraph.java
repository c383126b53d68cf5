package io.weir.runtime.execution.graph;

import io.weir.runtime.plan.Distribution;
import java.util.List;
import java.util.TreeSet;

/**
 * What a job runs: chains of operators and the streams between them.
 *
 * @param vertices in an order in which producers come before consumers
 * @param edges ordered by consumer, its input, and the order of the input's producers
 */
public record JobGraph(List<GraphVertex> vertices, List<GraphEdge> edges) {
  public JobGraph {
    vertices = List.copyOf(vertices);
    edges = List.copyOf(edges);
  }

  /** The streams that a vertex produces. */
  public List<GraphEdge> outputsOf(GraphVertex vertex) {
    return edges.stream().filter(edge -> edge.from() == vertex.index()).toList();
  }

  /** The streams that a vertex consumes. */
  public List<GraphEdge> inputsOf(GraphVertex vertex) {
    return edges.stream().filter(edge -> edge.to() == vertex.index()).toList();
  }

  /** The parallelism that it was made for, which is that of its sources. */
  public int parallelism() {
    return vertices.stream().mapToInt(GraphVertex::parallelism).max().orElse(1);
  }

  /**
   * A hash of what the job does, independent of its parallelism: a checkpoint of a job with another
   * fingerprint belongs to another query.
   */
  public String fingerprint() {
    TreeSet<String> ids = new TreeSet<>();
    vertices.forEach(vertex -> ids.addAll(vertex.operatorIds()));
    return OperatorIds.hash(String.join("\n", ids));
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
