package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** The result of an aggregate function of a user. */
record UserResult(UserAccumulator accumulator, LogicalType type) implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(accumulator.value(groups[i], bytes));
    }
    try (FieldVector made = Values.vector(type, values, out.getAllocator())) {
      for (int i = 0; i < count; i++) {
        out.copyFromSafe(i, from + i, made);
      }
      out.setValueCount(from + count);
    }
  }
}
