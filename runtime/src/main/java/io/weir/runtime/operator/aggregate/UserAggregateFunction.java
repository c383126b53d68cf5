package io.weir.runtime.operator.aggregate;

import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.user.UserAggregate;
import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A call of an aggregate function that a user's class implements.
 *
 * @param function what is called
 * @param position where the call is written
 */
public record UserAggregateFunction(UserAggregate function, SourcePosition position)
    implements AggregateFunction {
  public UserAggregateFunction {
    Objects.requireNonNull(function, "function");
    Objects.requireNonNull(position, "position");
  }

  @Override
  public String name() {
    return function.name();
  }

  @Override
  public String signature() {
    return String.join(" or ", function.signatures());
  }

  @Override
  public String description() {
    return "Implemented by " + function.className() + ".";
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    return function.resultType(arguments);
  }

  @Override
  public boolean skipsNull(int argument) {
    return false;
  }

  @Override
  public boolean canMerge() {
    return function.canMerge();
  }

  /** A row is taken back from the accumulator that has taken it in, never from a part. */
  @Override
  public boolean canMergeRetractions() {
    return false;
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return new UserResult(scope.user(this), scope.resultType());
  }
}
