package io.weir.runtime.operator.aggregate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The aggregate functions of the dialect: the one list that makes a function exist. */
public final class AggregateFunctions {
  public static final AggregateFunction COUNT = new CountFunction();
  public static final AggregateFunction SUM = new SumFunction();
  public static final AggregateFunction MIN = new ExtremumFunction(Extremum.MIN);
  public static final AggregateFunction MAX = new ExtremumFunction(Extremum.MAX);
  public static final AggregateFunction AVG = new AverageFunction();

  public static final AggregateFunction SINGLE_VALUE = new SingleValueFunction();
  public static final AggregateFunction FIRST_VALUE = new FirstLastFunction(true);
  public static final AggregateFunction LAST_VALUE = new FirstLastFunction(false);

  /** All of them, in the order of the documentation. */
  public static final List<AggregateFunction> ALL =
      List.of(
          COUNT,
          SUM,
          MIN,
          MAX,
          AVG,
          new MomentFunction("STDDEV_POP", Moment.STDDEV_POP),
          new MomentFunction("STDDEV_SAMP", Moment.STDDEV_SAMP),
          new MomentFunction("STDDEV", Moment.STDDEV_SAMP),
          new MomentFunction("VAR_POP", Moment.VAR_POP),
          new MomentFunction("VAR_SAMP", Moment.VAR_SAMP),
          new MomentFunction("VARIANCE", Moment.VAR_SAMP),
          FIRST_VALUE,
          LAST_VALUE,
          SINGLE_VALUE,
          new ListAggFunction(),
          new ArrayAggFunction(false),
          new CollectFunction(),
          new PercentileFunction(List.of(), false),
          new JsonAggFunction(false),
          new JsonAggFunction(true),
          new BooleanFunction("BOOL_AND", true),
          new BooleanFunction("BOOL_OR", false),
          new BooleanFunction("EVERY", true),
          new BitFunction(BitFunction.Operation.AND),
          new BitFunction(BitFunction.Operation.OR),
          new BitFunction(BitFunction.Operation.XOR));

  private AggregateFunctions() {}

  /** The function of this name, in any case. */
  public static Optional<AggregateFunction> find(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return ALL.stream().filter(function -> function.name().equals(upper)).findFirst();
  }
}
