package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** MIN(x) and MAX(x). */
final class ExtremumFunction implements AggregateFunction {
  private final Extremum which;

  ExtremumFunction(Extremum which) {
    this.which = which;
  }

  @Override
  public String name() {
    return which.name();
  }

  @Override
  public String signature() {
    return name() + "(number | string | bytes | date or time | interval | boolean)";
  }

  @Override
  public String description() {
    return "The "
        + (which == Extremum.MIN ? "smallest" : "largest")
        + " value that is not NULL; NULL if there are none. Strings compare by code point, FALSE is"
        + " below TRUE, NaN above all other numbers.";
  }

  @Override
  public boolean isSensitiveToDuplicates() {
    return false;
  }

  @Override
  public boolean canMergeRetractions() {
    return false;
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    if (arguments.size() != 1) {
      return Optional.empty();
    }
    TypeKind kind = arguments.get(0).kind();
    return kind.isNested() || kind == TypeKind.NULL
        ? Optional.empty()
        : Optional.of(arguments.get(0));
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return new ExtremumResult(scope.extremum(which), scope.counter());
  }
}
