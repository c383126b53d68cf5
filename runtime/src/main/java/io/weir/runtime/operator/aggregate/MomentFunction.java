package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;

/** STDDEV and VARIANCE in all their kinds, under one of their names. */
record MomentFunction(String name, Moment moment) implements AggregateFunction {
  @Override
  public String signature() {
    return name + "([DISTINCT] numeric)";
  }

  @Override
  public String description() {
    return moment.description
        + "; NULL if there are no values that are not NULL"
        + (moment.isSample ? ", or only one" : "")
        + ". Has the type of AVG: cast to DOUBLE for a fraction of whole numbers.";
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    return AggregateFunctions.AVG
        .resultType(arguments)
        .map(type -> moment.isSample ? type.withNullable(true) : type);
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    CountAccumulator counter = scope.counter();
    if (scope.argumentType().kind().isFloating()) {
      return new DoubleMomentResult(
          scope.doubleSum(), scope.doubleSumOfSquares(), counter, moment, scope.resultType());
    }
    return new ExactMomentResult(
        scope.exactSum(false),
        scope.exactSum(true),
        counter,
        moment,
        scope.argumentType(),
        scope.resultType());
  }
}
