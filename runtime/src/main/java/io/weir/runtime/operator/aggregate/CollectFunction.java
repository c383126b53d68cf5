package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;

/** COLLECT(x). */
record CollectFunction() implements AggregateFunction {
  @Override
  public String name() {
    return "COLLECT";
  }

  @Override
  public String signature() {
    return "COLLECT([DISTINCT] any)";
  }

  @Override
  public String description() {
    return "The values that are not NULL as a multiset; an empty one if there are none.";
  }

  @Override
  public boolean canMergeRetractions() {
    return false;
  }

  @Override
  public boolean hasResultOfNothing() {
    return true;
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    return arguments.size() == 1
        ? Optional.of(
            LogicalType.multiset(arguments.get(0).withNullable(false)).withNullable(false))
        : Optional.empty();
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return new MultisetResult(scope.multiset(), scope.argumentType());
  }
}
