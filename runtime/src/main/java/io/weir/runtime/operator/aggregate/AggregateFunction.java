package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;

/**
 * An aggregate function of the dialect: its name, its documentation, the type of its result, and
 * how its result is made from accumulators. Stateless; one instance each, listed in {@link
 * AggregateFunctions#ALL}.
 */
public sealed interface AggregateFunction
    permits CountFunction, SumFunction, ExtremumFunction, AverageFunction {
  /** The name in upper case, such as {@code SUM}. */
  String name();

  /** How it is written, such as {@code SUM([DISTINCT] numeric)}. */
  String signature();

  /** What it computes, in one or two sentences: its NULL policy and its overflow included. */
  String description();

  /**
   * The type of the result for arguments of these types, or empty if it does not take them. The
   * nullability is that of a group with at least one row that passes the filter: a planner makes it
   * nullable where a call has a filter or the aggregate has no keys.
   */
  Optional<LogicalType> resultType(List<LogicalType> arguments);

  /** Whether DISTINCT changes the result; where not, a call drops it. */
  default boolean isSensitiveToDuplicates() {
    return true;
  }

  /** Declares the accumulators that a call needs, and how its result is made from them. */
  ResultWriter resolve(AccumulatorScope scope);
}
