package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An aggregate function of the dialect: its name, its documentation, the type of its result, and
 * how its result is made from accumulators. Stateless; one instance each, listed in {@link
 * AggregateFunctions#ALL}.
 */
public sealed interface AggregateFunction
    permits CountFunction,
        SumFunction,
        ExtremumFunction,
        AverageFunction,
        MomentFunction,
        FirstLastFunction,
        SingleValueFunction,
        ListAggFunction,
        ArrayAggFunction,
        CollectFunction,
        PercentileFunction,
        JsonAggFunction,
        BooleanFunction,
        BitFunction,
        UserAggregateFunction {
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

  /** Whether rows in which an argument is NULL do not count; by position of the argument. */
  default boolean skipsNull(int argument) {
    return true;
  }

  /** Whether the result of no rows at all is a value and not NULL. */
  default boolean hasResultOfNothing() {
    return false;
  }

  /**
   * Whether what is accumulated of rows that can leave again can be merged with what is accumulated
   * elsewhere, so that the aggregate can be computed in two phases and in windows.
   */
  default boolean canMergeRetractions() {
    return true;
  }

  /** Whether parts of a group can be accumulated apart and merged, as windows and phases do. */
  default boolean canMerge() {
    return true;
  }

  /** The positions of arguments that must be constants, and become part of the function. */
  default Set<Integer> constantArguments() {
    return Set.of();
  }

  /**
   * This function with its constants, which are then no arguments any more.
   *
   * @param constants in the form of {@link io.weir.runtime.vector.Values}, none NULL
   * @throws IllegalArgumentException if they do not fit, and says why
   */
  default AggregateFunction withConstants(List<Object> constants) {
    return this;
  }

  /** What stands behind the arguments, for EXPLAIN: the constants. */
  default String describeConstants() {
    return "";
  }

  /** This function with or without NULLs, where that can be said; else itself. */
  default AggregateFunction ignoringNulls(boolean isIgnoring) {
    return this;
  }

  /** Declares the accumulators that a call needs, and how its result is made from them. */
  ResultWriter resolve(AccumulatorScope scope);
}
