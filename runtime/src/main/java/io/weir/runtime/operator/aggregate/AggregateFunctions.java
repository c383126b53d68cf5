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

  /** All of them, in the order of the documentation. */
  public static final List<AggregateFunction> ALL = List.of(COUNT, SUM, MIN, MAX, AVG);

  private AggregateFunctions() {}

  /** The function of this name, in any case. */
  public static Optional<AggregateFunction> find(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return ALL.stream().filter(function -> function.name().equals(upper)).findFirst();
  }
}
