package io.weir.runtime.simulation;

import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import java.util.List;

/** An operator without state that passes the rows of its one input on. */
interface PassingNode extends OperatorNode {
  /** Where rows come from. */
  PlanNode input();

  @Override
  default List<PlanNode> inputs() {
    return List.of(input());
  }

  @Override
  default StreamProperties properties() {
    return input().properties();
  }

  @Override
  default Distribution requiredDistribution(int input) {
    return Distribution.ANY;
  }

  @Override
  default List<Attribute> attributes() {
    return List.of();
  }

  @Override
  default List<TableSpec> stateTables() {
    return List.of();
  }
}
