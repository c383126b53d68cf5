package io.weir.runtime.plan;

import java.util.List;

/** All rows of all inputs (UNION ALL). Has no operator: its consumer's gate merges the channels. */
public record UnionNode(List<PlanNode> inputs, StreamProperties properties) implements PlanNode {
  public UnionNode {
    inputs = List.copyOf(inputs);
  }

  @Override
  public String name() {
    return "Union";
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return Distribution.ANY;
  }

  @Override
  public List<Attribute> attributes() {
    return List.of();
  }
}
