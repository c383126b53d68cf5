package io.weir.runtime.function.cast;

import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.type.LogicalType;

/**
 * How the casts between two kinds of types are done.
 *
 * @param canFail whether a value can be without counterpart
 * @param factory makes the kernel, which is strict
 */
record CastRule(boolean canFail, Factory factory) {
  /** Makes the kernel of a cast. */
  interface Factory {
    /** For TRY_CAST the kernel sets NULL where it would fail. */
    Kernel create(LogicalType from, LogicalType to, boolean isTry, EvaluationContext context);
  }

  Kernel kernel(LogicalType from, LogicalType to, boolean isTry, EvaluationContext context) {
    return factory.create(from, to, isTry, context);
  }

  /** A rule that always has a value. */
  static CastRule total(Factory factory) {
    return new CastRule(false, factory);
  }

  /** A rule that may have no value. */
  static CastRule partial(Factory factory) {
    return new CastRule(true, factory);
  }
}
