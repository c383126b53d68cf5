package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.arrow.vector.FieldVector;

/**
 * The average of DECIMALs, rounded half up; NULL where it has more than 38 digits.
 *
 * @param sumScale the scale of the sum
 * @param scale the scale of the result
 */
record DecimalAverageResult(DecimalSum sum, CountAccumulator counter, int sumScale, int scale)
    implements ResultWriter {
  private static final BigInteger LIMIT = BigInteger.TEN.pow(38);

  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    Column to = Column.forWriting(out);
    for (int i = 0; i < count; i++) {
      long values = counter.get(groups[i]);
      if (values == 0) {
        to.setNull(from + i);
        continue;
      }
      BigInteger average =
          new BigDecimal(sum.get(groups[i]), sumScale)
              .divide(BigDecimal.valueOf(values), scale, RoundingMode.HALF_UP)
              .unscaledValue();
      if (average.abs().compareTo(LIMIT) >= 0) {
        to.setNull(from + i);
      } else {
        to.setValid(from + i);
        to.putDecimal(from + i, average.longValue(), average.shiftRight(64).longValue());
      }
    }
  }
}
