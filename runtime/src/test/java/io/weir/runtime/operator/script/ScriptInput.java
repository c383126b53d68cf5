package io.weir.runtime.operator.script;

import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import java.util.List;

/** Stands for whatever produces the rows of a script. */
public record ScriptInput(StreamProperties properties) implements PlanNode {
  @Override
  public String name() {
    return "Script";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of();
  }

  @Override
  public Distribution requiredDistribution(int input) {
    throw new IndexOutOfBoundsException("a script has no inputs");
  }

  @Override
  public List<Attribute> attributes() {
    return List.of();
  }
}
