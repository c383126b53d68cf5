package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.stream.Collectors;

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
        name ->
            new DoubleSum(name, column(), argumentType(), layout.isRetracting(), counter, false));
  }

  /** Whether rows can leave again. */
  boolean isRetracting() {
    return layout.isRetracting();
  }

  DoubleSum doubleSumOfSquares() {
    CountAccumulator counter = counter();
    return layout.accumulator(
        condition,
        DoubleSum.class,
        name("sum of squares"),
        name ->
            new DoubleSum(name, column(), argumentType(), layout.isRetracting(), counter, true));
  }

  ExactSum exactSum(boolean isSquared) {
    counter();
    return layout.accumulator(
        condition,
        ExactSum.class,
        name(isSquared ? "exact sum of squares" : "exact sum"),
        name -> new ExactSum(name, column(), argumentType(), isSquared));
  }

  BitCounts bitCounts() {
    counter();
    return layout.accumulator(
        condition,
        BitCounts.class,
        name("bits"),
        name -> new BitCounts(name, column(), argumentType()));
  }

  EdgeAccumulator edge(boolean isFirst) {
    counter();
    return layout.accumulator(
        condition,
        EdgeAccumulator.class,
        name(isFirst ? "first" : "last"),
        name -> new EdgeAccumulator(name, isFirst, column(), argumentType()));
  }

  /** The values of an argument in their order of arrival. */
  ListAccumulator list(int argument) {
    return list(argument, "list", true);
  }

  /** As {@link #list}, of groups that have one row when they are at rest. */
  ListAccumulator shortList(int argument) {
    return list(argument, "short list", false);
  }

  private ListAccumulator list(int argument, String what, boolean canGrow) {
    counter();
    int column = call.arguments().get(argument);
    return layout.accumulator(
        condition,
        ListAccumulator.class,
        what + "(" + layout.rows().name(column) + ")",
        name -> new ListAccumulator(name, column, layout.rows().type(column), canGrow));
  }

  /** The values of the first argument, each with how often it has come. */
  MultisetAccumulator multiset() {
    counter();
    return layout.accumulator(
        condition,
        MultisetAccumulator.class,
        name("multiset"),
        name ->
            new MultisetAccumulator(
                name, new MultisetValues.Plain(column(), argumentType()), argumentType()));
  }

  /** The numbers of the first argument, each as often as the second one says if there is one. */
  MultisetAccumulator numbers() {
    counter();
    boolean isWeighted = call.arguments().size() > 1;
    int weight = isWeighted ? call.arguments().get(1) : -1;
    LogicalType weightType = isWeighted ? layout.rows().type(weight) : null;
    return layout.accumulator(
        condition,
        MultisetAccumulator.class,
        name("numbers") + (isWeighted ? " by " + layout.rows().name(weight) : ""),
        name ->
            new MultisetAccumulator(
                name,
                new MultisetValues.Numbers(column(), argumentType(), weight, weightType),
                argumentType()));
  }

  /** Says that more than one row of the call is an error where a group is at rest. */
  void requireSingleRow() {
    layout.requireSingleRow(counter());
  }

  DecimalSum decimalSum() {
    counter();
    return layout.accumulator(
        condition,
        DecimalSum.class,
        name("sum"),
        name -> new DecimalSum(name, column(), argumentType().scale()));
  }

  ExtremumAccumulator extremum(Extremum which) {
    return layout.extremum(
        condition, which, column(), name(which.name().toLowerCase(java.util.Locale.ROOT)));
  }

  UserAccumulator user(UserAggregateFunction function) {
    List<LogicalType> types = call.arguments().stream().map(layout.rows()::type).toList();
    String names =
        call.arguments().stream().map(layout.rows()::name).collect(Collectors.joining(", "));
    return layout.accumulator(
        condition,
        UserAccumulator.class,
        function.name() + "(" + names + ")",
        name -> new UserAccumulator(name, function, call.arguments(), types));
  }

  private int column() {
    return call.arguments().get(0);
  }

  private String name(String what) {
    return what + "(" + layout.rows().name(column()) + ")";
  }
}
