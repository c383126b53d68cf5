package io.weir.runtime.plan;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.TableSpec;
import java.io.IOException;
import java.util.List;

/** A step that an {@link Operator} does. */
public interface OperatorNode extends PlanNode {
  /** The state tables that the operator opens; one that is not listed here cannot be opened. */
  List<TableSpec> stateTables();

  /** Makes one parallel instance. */
  Operator create(OperatorContext context);

  /**
   * Checks, before a job starts or goes on, what the operator needs of the outside. Blocks; called
   * on an I/O thread.
   *
   * @throws io.weir.runtime.error.WeirException saying what is wrong with it
   */
  default void prepare() throws IOException {}

  /**
   * The step that does the same without a first phase before it: what its state means does not
   * depend on whether there is one.
   */
  default OperatorNode inOnePhase() {
    return this;
  }

  /**
   * The largest number of instances that makes sense: 1 for a step that must see all rows in one
   * place.
   */
  default int maxParallelism() {
    return Integer.MAX_VALUE;
  }
}
