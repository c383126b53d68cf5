package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;

/**
 * What a function sees of one of its calls while the layout of a row is made: the types, and the
 * accumulators, which it shares with other calls over the same rows.
 */
final class AccumulatorScope {
  private final AggregateLayout.Builder layout;
  private final AggregateCall call;
  private final RowCondition condition;

  AccumulatorScope(AggregateLayout.Builder layout, AggregateCall call) {
    this.layout = layout;
    this.call = call;
    this.condition = RowCondition.of(call, layout.rows());
  }

  /** The type of the first argument. */
  LogicalType argumentType() {
    return layout.rows().type(call.arguments().get(0));
  }

  /** The type of the result. */
  LogicalType resultType() {
    return call.type();
  }

  /** The number of rows of the call. */
  CountAccumulator counter() {
    return layout.counter(condition);
  }

  LongSum longSum() {
    counter();
    return layout.accumulator(
        condition, LongSum.class, name("sum"), name -> new LongSum(name, column(), argumentType()));
  }

  DoubleSum doubleSum() {
    CountAccumulator counter = counter();
    return layout.accumulator(
        condition,
        DoubleSum.class,
        name("sum"),
        name -> new DoubleSum(name, column(), argumentType(), layout.isRetracting(), counter));
  }

  DecimalSum decimalSum() {
    counter();
    return layout.accumulator(
        condition, DecimalSum.class, name("sum"), name -> new DecimalSum(name, column()));
  }

  ExtremumAccumulator extremum(Extremum which) {
    return layout.extremum(
        condition, which, column(), name(which.name().toLowerCase(java.util.Locale.ROOT)));
  }

  private int column() {
    return call.arguments().get(0);
  }

  private String name(String what) {
    return what + "(" + layout.rows().name(column()) + ")";
  }
}
