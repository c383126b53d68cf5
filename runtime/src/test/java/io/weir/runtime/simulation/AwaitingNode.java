package io.weir.runtime.simulation;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.stream.Batch;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Passes rows on, and waits for an answer from outside whenever it is told to.
 *
 * @param isHeld whether an instance waits now
 */
record AwaitingNode(PlanNode input, IntPredicate isHeld) implements PassingNode {
  @Override
  public String name() {
    return "Awaiting";
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return Distribution.hash(List.of(1));
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute("asks", "t"));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new Operator() {
      @Override
      public boolean isAwaiting() {
        return isHeld.test(context.subtask());
      }

      @Override
      public boolean process(int from, Batch batch, Output out) {
        out.emit(batch);
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
