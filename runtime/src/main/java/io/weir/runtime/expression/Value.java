package io.weir.runtime.expression;

import io.weir.runtime.function.Operand;
import io.weir.runtime.vector.Column;
import org.apache.arrow.vector.FieldVector;

/**
 * What a step has computed for the rows it was asked for.
 *
 * @param operand the values
 * @param owner what must be closed when they are no longer needed, or null if they belong to
 *     someone else (the batch, a cache)
 */
record Value(Operand operand, FieldVector owner) {
  /** Values that belong to someone else. */
  static Value borrowed(Operand operand) {
    return new Value(operand, null);
  }

  FieldVector vector() {
    return operand.column().vector();
  }

  Column column() {
    return operand.column();
  }

  /** Whether this is a vector of values by row that can be handed on as it is. */
  boolean isTransferable() {
    return owner != null && owner == vector() && !operand.isConstant();
  }
}
