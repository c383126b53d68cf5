package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;

/** COUNT(*) and COUNT(x, …). */
final class CountFunction implements AggregateFunction {
  @Override
  public String name() {
    return "COUNT";
  }

  @Override
  public String signature() {
    return "COUNT(*) | COUNT([DISTINCT] any, ...)";
  }

  @Override
  public String description() {
    return "The number of rows, or of rows in which none of the arguments is NULL; never NULL."
        + " With DISTINCT, rows with equal arguments count once.";
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    return Optional.of(LogicalType.bigint().withNullable(false));
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return new CountResult(scope.counter());
  }
}
