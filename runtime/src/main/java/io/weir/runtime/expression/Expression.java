package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;

/**
 * A resolved scalar expression over the columns of one input: a tree, immutable, without evaluation
 * state.
 */
public interface Expression {
  /** The type of its value. */
  LogicalType type();

  /**
   * Whether evaluating it can fail for some input (a division, a CAST): such a part must not be
   * evaluated for rows that do not reach it.
   */
  boolean canFail();

  /** Whether it has the same value whenever its columns have. */
  boolean isDeterministic();
}
