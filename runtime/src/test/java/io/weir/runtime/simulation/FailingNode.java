package io.weir.runtime.simulation;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.stream.Batch;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Passes rows on, and fails now and then.
 *
 * @param failure asked before each batch for what to throw
 */
record FailingNode(PlanNode input, Supplier<Optional<RuntimeException>> failure)
    implements PassingNode {
  @Override
  public String name() {
    return "Failing";
  }

  @Override
  public Operator create(OperatorContext context) {
    return new Operator() {
      @Override
      public boolean process(int from, Batch batch, Output out) {
        failure
            .get()
            .ifPresent(
                cause -> {
                  throw cause;
                });
        out.emit(batch);
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
