package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.arrow.vector.FieldVector;

/**
 * The standard deviation or variance of whole numbers, truncated to a whole number, or of DECIMALs,
 * rounded half up; exact until then. NULL where a DECIMAL has more than 38 digits.
 */
record ExactMomentResult(
    ExactSum sum,
    ExactSum squares,
    CountAccumulator counter,
    Moment moment,
    LogicalType argument,
    LogicalType type)
    implements ResultWriter {
  private static final BigInteger LIMIT = BigInteger.TEN.pow(38);
  private static final int ROOT_DIGITS = 80;

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
      to.setValid(from + i);
      if (type.kind() == TypeKind.DECIMAL) {
        writeDecimal(to, from + i, groups[i], values, divisor);
      } else {
        Values.writeLong(to, type, from + i, whole(groups[i], values, divisor));
      }
    }
  }

  private long whole(long group, long values, long divisor) {
    BigInteger total = sum.get(group);
    BigInteger numbers = BigInteger.valueOf(values);
    BigInteger variance =
        squares
            .get(group)
            .multiply(numbers)
            .subtract(total.multiply(total))
            .divide(numbers.multiply(BigInteger.valueOf(divisor)));
    return (moment.isRoot ? variance.sqrt() : variance).longValue();
  }

  private void writeDecimal(Column to, int row, long group, long values, long divisor) {
    BigInteger total = sum.get(group);
    BigInteger scaled =
        squares.get(group).multiply(BigInteger.valueOf(values)).subtract(total.multiply(total));
    BigDecimal numerator = new BigDecimal(scaled, 2 * argument.scale());
    BigDecimal denominator = BigDecimal.valueOf(values).multiply(BigDecimal.valueOf(divisor));
    int digits = moment.isRoot ? ROOT_DIGITS : type.scale();
    BigDecimal variance = numerator.divide(denominator, digits, RoundingMode.HALF_UP);
    BigDecimal result =
        moment.isRoot
            ? variance
                .sqrt(new MathContext(ROOT_DIGITS))
                .setScale(type.scale(), RoundingMode.HALF_UP)
            : variance;
    BigInteger unscaled = result.unscaledValue();
    if (unscaled.compareTo(LIMIT) >= 0) {
      to.setNull(row);
    } else {
      to.putDecimal(row, unscaled.longValue(), unscaled.shiftRight(Long.SIZE).longValue());
    }
  }
}
