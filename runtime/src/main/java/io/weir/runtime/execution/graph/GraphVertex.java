package io.weir.runtime.execution.graph;

import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.PlanNode.Attribute;
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
  private static final int LONGEST_DETAIL = 60;

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

  /** As {@link #name}, each node with its table, or with what it does. */
  public String title() {
    return nodes.stream().map(GraphVertex::title).collect(Collectors.joining(" → "));
  }

  /** A node with its table, or for want of one with what it does: {@code Sink hourly}. */
  public static String title(PlanNode node) {
    if (node.attributes().isEmpty()) {
      return node.name();
    }
    Attribute first = node.attributes().get(0);
    String what = first.name().equals("table") ? first.value() : first.name() + "=" + first.value();
    boolean isLong = what.codePointCount(0, what.length()) > LONGEST_DETAIL;
    int end = isLong ? what.offsetByCodePoints(0, LONGEST_DETAIL) : what.length();
    return node.name() + ' ' + what.substring(0, end) + (isLong ? "…" : "");
  }

  /** The names of its nodes, such as {@code Calc → WindowAggregate}. */
  public String name() {
    return nodes.stream().map(PlanNode::name).collect(Collectors.joining(" → "));
  }
}
