package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** AVG(x). */
final class AverageFunction implements AggregateFunction {
  /** Digits after the point that the average of a DECIMAL has at least. */
  static final int LEAST_DECIMAL_SCALE = 6;

  @Override
  public String name() {
    return "AVG";
  }

  @Override
  public String signature() {
    return "AVG([DISTINCT] numeric)";
  }

  @Override
  public String description() {
    return "The sum of the values that are not NULL divided by their number; NULL if there are"
        + " none. Has the type of its argument, so that the average of whole numbers is truncated"
        + " towards zero (cast to DOUBLE for a fraction); the average of DECIMAL(p, s) is"
        + " DECIMAL(38, MAX(s, 6)), rounded half up.";
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
    int scale = Math.max(LEAST_DECIMAL_SCALE, argument.scale());
    return Optional.of(
        LogicalType.decimal(LogicalType.MAX_DECIMAL_PRECISION, scale)
            .withNullable(argument.nullable()));
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return SumFunction.resolve(scope, true);
  }
}
