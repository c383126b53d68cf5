package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.Column;
import org.apache.arrow.vector.FieldVector;

/** The sum of DECIMALs, NULL where it has more than 38 digits. */
record DecimalSumResult(DecimalSum sum, CountAccumulator counter) implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    Column to = Column.forWriting(out);
    for (int i = 0; i < count; i++) {
      long group = groups[i];
      if (counter.get(group) == 0 || !sum.fits(group)) {
        to.setNull(from + i);
      } else {
        to.setValid(from + i);
        to.putDecimal(from + i, sum.low(group), sum.high(group));
      }
    }
  }
}
