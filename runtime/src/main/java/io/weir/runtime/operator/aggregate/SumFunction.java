package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** SUM(x). */
final class SumFunction implements AggregateFunction {
  @Override
  public String name() {
    return "SUM";
  }

  @Override
  public String signature() {
    return "SUM([DISTINCT] numeric)";
  }

  @Override
  public String description() {
    return "The sum of the values that are not NULL; NULL if there are none. Has the type of its"
        + " argument, in which whole numbers wrap around; the sum of DECIMAL(p, s) is DECIMAL(38,"
        + " s), and NULL where it does not fit.";
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    if (arguments.size() != 1 || !arguments.get(0).kind().isNumeric()) {
      return Optional.empty();
    }
    LogicalType argument = arguments.get(0);
    if (argument.kind() != TypeKind.DECIMAL) {
      return Optional.of(argument);
    }
    return Optional.of(
        LogicalType.decimal(LogicalType.MAX_DECIMAL_PRECISION, argument.scale())
            .withNullable(argument.nullable()));
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return resolve(scope, false);
  }

  /** The sum, or the average, which accumulates the same. */
  static ResultWriter resolve(AccumulatorScope scope, boolean isAverage) {
    CountAccumulator counter = scope.counter();
    LogicalType type = scope.resultType();
    if (type.kind().isInteger()) {
      return new LongSumResult(scope.longSum(), counter, isAverage, type);
    }
    if (type.kind().isFloating()) {
      return new DoubleSumResult(scope.doubleSum(), counter, isAverage, type);
    }
    return isAverage
        ? new DecimalAverageResult(
            scope.decimalSum(), counter, scope.argumentType().scale(), type.scale())
        : new DecimalSumResult(scope.decimalSum(), counter);
  }
}
