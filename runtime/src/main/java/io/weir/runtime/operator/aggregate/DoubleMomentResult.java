package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import org.apache.arrow.vector.FieldVector;

/** The standard deviation or variance of floating-point numbers. */
record DoubleMomentResult(
    DoubleSum sum, DoubleSum squares, CountAccumulator counter, Moment moment, LogicalType type)
    implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    Column to = Column.forWriting(out);
    for (int i = 0; i < count; i++) {
      long values = counter.get(groups[i]);
      long divisor = moment.isSample ? values - 1 : values;
      if (values == 0 || divisor == 0) {
        to.setNull(from + i);
        continue;
      }
      double total = sum.get(groups[i]);
      double variance = Math.max(0, squares.get(groups[i]) - total * total / values) / divisor;
      to.setValid(from + i);
      Values.writeDouble(to, type, from + i, moment.isRoot ? Math.sqrt(variance) : variance);
    }
  }
}
