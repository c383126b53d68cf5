package io.weir.runtime.simulation;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Passes rows on, and fails now and then.
 *
 * @param failure asked before each batch for what to throw
 */
record FailingNode(PlanNode input, Supplier<Optional<RuntimeException>> failure)
    implements OperatorNode {
  @Override
  public String name() {
    return "Failing";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public StreamProperties properties() {
    return input.properties();
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return Distribution.ANY;
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
