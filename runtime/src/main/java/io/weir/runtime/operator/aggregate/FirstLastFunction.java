package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;

/** FIRST_VALUE and LAST_VALUE, by arrival. */
record FirstLastFunction(boolean isFirst) implements AggregateFunction {
  @Override
  public String name() {
    return isFirst ? "FIRST_VALUE" : "LAST_VALUE";
  }

  @Override
  public String signature() {
    return name() + "(any)";
  }

  @Override
  public String description() {
    return "The "
        + (isFirst ? "first" : "last")
        + " value that has come and is not NULL; NULL if there is none. Depends on the order in"
        + " which rows arrive.";
  }

  @Override
  public boolean isSensitiveToDuplicates() {
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
    return scope.isRetracting()
        ? new ListEdgeResult(scope.list(0), isFirst)
        : new EdgeResult(scope.edge(isFirst));
  }
}
