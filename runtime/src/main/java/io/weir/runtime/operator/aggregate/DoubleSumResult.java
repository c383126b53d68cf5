package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import org.apache.arrow.vector.FieldVector;

/** The sum or average of floating-point numbers. */
record DoubleSumResult(DoubleSum sum, CountAccumulator counter, boolean isAverage, LogicalType type)
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
      double total = sum.get(groups[i]);
      to.setValid(from + i);
      Values.writeDouble(to, type, from + i, isAverage ? total / values : total);
    }
  }
}
