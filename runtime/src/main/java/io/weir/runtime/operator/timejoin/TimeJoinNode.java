package io.weir.runtime.operator.timejoin;

import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import java.util.List;

/** A join of two inputs whose time decides which rows can meet, and when they can be forgotten. */
interface TimeJoinNode extends OperatorNode {
  PlanNode left();

  PlanNode right();

  JoinKeys keys();

  @Override
  default List<PlanNode> inputs() {
    return List.of(left(), right());
  }

  @Override
  default Distribution requiredDistribution(int input) {
    return keys().distribution(input);
  }

  @Override
  default int maxParallelism() {
    return keys().left().isEmpty() ? 1 : Integer.MAX_VALUE;
  }
}
