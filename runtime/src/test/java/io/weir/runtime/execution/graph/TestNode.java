package io.weir.runtime.execution.graph;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import java.util.List;

/** A step of a plan that is only looked at. */
record TestNode(String name, List<PlanNode> inputs, Distribution distribution, int maxParallelism)
    implements OperatorNode {
  static TestNode of(String name, Distribution distribution, PlanNode... inputs) {
    return new TestNode(name, List.of(inputs), distribution, Integer.MAX_VALUE);
  }

  @Override
  public StreamProperties properties() {
    return inputs.get(0).properties();
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return distribution;
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
