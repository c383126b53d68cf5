package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/**
 * BOOL_AND and BOOL_OR, under one of their names: counts what is TRUE.
 *
 * @param isAnd whether all values must be TRUE, not only one
 */
record BooleanFunction(String name, boolean isAnd) implements AggregateFunction {
  @Override
  public String signature() {
    return name + "(boolean)";
  }

  @Override
  public String description() {
    return "Whether "
        + (isAnd ? "all values that are not NULL are" : "a value is")
        + " TRUE; NULL if there are no values that are not NULL.";
  }

  @Override
  public boolean isSensitiveToDuplicates() {
    return false;
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    return arguments.size() == 1 && arguments.get(0).kind() == TypeKind.BOOLEAN
        ? Optional.of(arguments.get(0))
        : Optional.empty();
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return new Result(scope.longSum(), scope.counter(), isAnd);
  }

  private record Result(LongSum trues, CountAccumulator counter, boolean isAnd)
      implements ResultWriter {
    @Override
    public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
      Column to = Column.forWriting(out);
      for (int i = 0; i < count; i++) {
        long values = counter.get(groups[i]);
        if (values == 0) {
          to.setNull(from + i);
          continue;
        }
        long yes = trues.get(groups[i]);
        to.setValid(from + i);
        to.putBoolean(from + i, isAnd ? yes == values : yes > 0);
      }
    }
  }
}
