package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One call of an aggregate function over the columns of an input.
 *
 * @param function which
 * @param arguments the positions of the argument columns; empty for {@code COUNT(*)}
 * @param filter the position of a BOOLEAN column; only rows where it is TRUE count
 * @param distinct whether equal arguments count once
 * @param name the name of the output column
 * @param type the type of the output column
 */
public record AggregateCall(
    AggregateFunction function,
    List<Integer> arguments,
    OptionalInt filter,
    boolean distinct,
    String name,
    LogicalType type) {
  public AggregateCall {
    Objects.requireNonNull(function, "function");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    arguments = List.copyOf(arguments);
    distinct = distinct && function.isSensitiveToDuplicates();
    if (distinct && arguments.isEmpty()) {
      throw new IllegalArgumentException(function.name() + "(DISTINCT *) has no arguments");
    }
  }

  /** A call over the rows of {@code input} whose output type follows from the arguments. */
  public static AggregateCall of(
      AggregateFunction function,
      List<Integer> arguments,
      OptionalInt filter,
      boolean distinct,
      String name,
      Schema input) {
    List<LogicalType> types = arguments.stream().map(input::type).toList();
    LogicalType type =
        function
            .resultType(types)
            .orElseThrow(
                () -> new IllegalArgumentException(function.name() + " does not take " + types));
    return new AggregateCall(
        function,
        arguments,
        filter,
        distinct,
        name,
        filter.isPresent() && !arguments.isEmpty() ? nullableUnlessCount(function, type) : type);
  }

  private static LogicalType nullableUnlessCount(AggregateFunction function, LogicalType type) {
    boolean isAlways = function == AggregateFunctions.COUNT || function.hasResultOfNothing();
    return isAlways ? type : type.withNullable(true);
  }

  /** The call as in SQL, in terms of the input's column names, without its own name. */
  public String describe(Schema input) {
    String list =
        arguments.isEmpty()
            ? "*"
            : arguments.stream().map(input::name).collect(Collectors.joining(", "));
    String call =
        function.name()
            + "("
            + (distinct ? "DISTINCT " : "")
            + list
            + function.describeConstants()
            + ")";
    return filter.isPresent()
        ? call + " FILTER (WHERE " + input.name(filter.getAsInt()) + ")"
        : call;
  }
}
