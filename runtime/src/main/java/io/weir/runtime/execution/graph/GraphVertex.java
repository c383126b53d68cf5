package io.weir.runtime.execution.graph;

import io.weir.runtime.plan.PlanNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A chain of plan nodes that run in the same tasklets.
 *
 * @param index its position in the graph; producers come before consumers
 * @param nodes the chain, in the direction of the rows; only the first may have several inputs, and
 *     a source is always alone
 * @param operatorIds the stable id of each node
 * @param parallelism how many tasklets run it
 */
public record GraphVertex(
    int index, List<PlanNode> nodes, List<String> operatorIds, int parallelism) {
  public GraphVertex {
    nodes = List.copyOf(nodes);
    operatorIds = List.copyOf(operatorIds);
  }

  /** The first node of the chain. */
  public PlanNode head() {
    return nodes.get(0);
  }

  /** The last node of the chain. */
  public PlanNode tail() {
    return nodes.get(nodes.size() - 1);
  }

  /** The names of its nodes, such as {@code Calc → WindowAggregate}. */
  public String name() {
    return nodes.stream().map(PlanNode::name).collect(Collectors.joining(" → "));
  }
}
