package io.weir.runtime.operator.timejoin;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A join of two inputs whose time decides which rows can meet, and when they can be forgotten. */
interface TimeJoinNode extends OperatorNode {
  PlanNode left();

  PlanNode right();

  JoinKind kind();

  JoinKeys keys();

  Optional<Expression> condition();

  /**
   * What EXPLAIN shows.
   *
   * @param times how the times of two rows must be to each other
   */
  default List<Attribute> attributes(Attribute times) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("type", kind().text()));
    if (!keys().left().isEmpty()) {
      Schema leftSchema = left().properties().schema();
      Schema rightSchema = right().properties().schema();
      attributes.add(new Attribute("on", keys().describe(leftSchema, rightSchema)));
    }
    attributes.add(times);
    condition().ifPresent(c -> attributes.add(new Attribute("condition", c.toString())));
    return attributes;
  }

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
