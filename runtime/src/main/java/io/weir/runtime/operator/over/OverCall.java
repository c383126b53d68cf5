package io.weir.runtime.operator.over;

import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One call of a function over the rows around a row.
 *
 * @param aggregate the call of an aggregate function
 * @param column the position of the column whose values are taken, of LAG, LEAD and the values of a
 *     frame
 * @param number how far LAG and LEAD go, which value NTH_VALUE takes, how many parts NTILE makes
 * @param otherwise the position of a column that LAG and LEAD take where there is no such row
 * @param name the name of the output column
 * @param type its type
 */
public record OverCall(
    OverFunction function,
    Optional<AggregateCall> aggregate,
    OptionalInt column,
    long number,
    OptionalInt otherwise,
    String name,
    LogicalType type) {
  public OverCall {
    Objects.requireNonNull(function, "function");
    if (aggregate.isPresent() != (function == OverFunction.AGGREGATE)) {
      throw new IllegalArgumentException(function + " with " + aggregate);
    }
  }

  /** A call of an aggregate function. */
  public static OverCall of(AggregateCall call) {
    return new OverCall(
        OverFunction.AGGREGATE,
        Optional.of(call),
        OptionalInt.empty(),
        0,
        OptionalInt.empty(),
        call.name(),
        call.type());
  }

  /** The call as in SQL, in terms of the input's column names. */
  public String describe(Schema input) {
    if (aggregate.isPresent()) {
      return aggregate.get().describe(input) + " AS " + name;
    }
    StringBuilder text = new StringBuilder(function.name()).append('(');
    column.ifPresent(c -> text.append(input.name(c)));
    if (number != 0) {
      text.append(column.isPresent() ? ", " : "").append(number);
    }
    otherwise.ifPresent(c -> text.append(", ").append(input.name(c)));
    return text.append(") AS ").append(name).toString();
  }
}
