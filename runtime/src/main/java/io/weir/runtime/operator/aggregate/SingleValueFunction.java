package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;

/** SINGLE_VALUE: the value of the only row, which may be NULL. */
record SingleValueFunction() implements AggregateFunction {
  @Override
  public String name() {
    return "SINGLE_VALUE";
  }

  @Override
  public String signature() {
    return "SINGLE_VALUE(any)";
  }

  @Override
  public String description() {
    return "The value of the group's only row; NULL if it has none. Fails if more than one row is"
        + " left when a checkpoint is taken or the input ends.";
  }

  @Override
  public boolean skipsNull(int argument) {
    return false;
  }

  @Override
  public boolean canMergeRetractions() {
    return false;
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    return arguments.size() == 1 ? Optional.of(arguments.get(0)) : Optional.empty();
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    scope.requireSingleRow();
    return new ListEdgeResult(scope.shortList(0), true);
  }
}
