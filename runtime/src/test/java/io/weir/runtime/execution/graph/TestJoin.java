package io.weir.runtime.execution.graph;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import java.util.List;

/** A step with two inputs, the second of which every task sees whole. */
record TestJoin(List<PlanNode> inputs) implements OperatorNode {
  @Override
  public String name() {
    return "Join";
  }

  @Override
  public StreamProperties properties() {
    return inputs.get(0).properties();
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return input == 0 ? Distribution.ANY : Distribution.BROADCAST;
  }

  @Override
  public List<Attribute> attributes() {
    return List.of();
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public Operator create(OperatorContext context) {
    throw new AssertionError("the plan is only looked at");
  }
}
