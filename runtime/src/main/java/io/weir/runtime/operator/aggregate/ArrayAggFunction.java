package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;

/** ARRAY_AGG(x), with or without NULLs. */
record ArrayAggFunction(boolean ignoresNulls) implements AggregateFunction {
  @Override
  public String name() {
    return "ARRAY_AGG";
  }

  @Override
  public String signature() {
    return "ARRAY_AGG([DISTINCT] any [IGNORE NULLS | RESPECT NULLS])";
  }

  @Override
  public String description() {
    return "The values as an array, in the order in which they arrive; NULL if there are no rows."
        + " NULLs are among them unless IGNORE NULLS is said.";
  }

  @Override
  public String describeConstants() {
    return ignoresNulls ? " IGNORE NULLS" : "";
  }

  @Override
  public AggregateFunction ignoringNulls(boolean isIgnoring) {
    return new ArrayAggFunction(isIgnoring);
  }

  @Override
  public boolean skipsNull(int argument) {
    return ignoresNulls;
  }

  @Override
  public boolean canMergeRetractions() {
    return false;
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    if (arguments.size() != 1) {
      return Optional.empty();
    }
    LogicalType element = arguments.get(0);
    boolean isNullable = ignoresNulls && element.nullable();
    LogicalType values = ignoresNulls ? element.withNullable(false) : element;
    return Optional.of(LogicalType.array(values).withNullable(isNullable));
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return new ArrayResult(scope.list(0));
  }
}
