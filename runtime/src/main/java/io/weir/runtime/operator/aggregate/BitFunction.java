package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** BIT_AND, BIT_OR and BIT_XOR. */
record BitFunction(Operation operation) implements AggregateFunction {
  /** How bits are combined. */
  enum Operation {
    AND,
    OR,
    XOR
  }

  @Override
  public String name() {
    return "BIT_" + operation;
  }

  @Override
  public String signature() {
    return name() + "(integer)";
  }

  @Override
  public String description() {
    return "The bitwise " + operation + " of the values that are not NULL; NULL if there are none.";
  }

  @Override
  public boolean isSensitiveToDuplicates() {
    return operation == Operation.XOR;
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    return arguments.size() == 1 && arguments.get(0).kind().isInteger()
        ? Optional.of(arguments.get(0))
        : Optional.empty();
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return new Result(scope.bitCounts(), scope.counter(), operation, scope.resultType());
  }

  private record Result(
      BitCounts bits, CountAccumulator counter, Operation operation, LogicalType type)
      implements ResultWriter {
    @Override
    public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
      Column to = Column.forWriting(out);
      for (int i = 0; i < count; i++) {
        long values = counter.get(groups[i]);
        if (values == 0) {
          to.setNull(from + i);
        } else {
          to.setValid(from + i);
          Values.writeLong(to, type, from + i, bits.combine(groups[i], operation, values));
        }
      }
    }
  }
}
