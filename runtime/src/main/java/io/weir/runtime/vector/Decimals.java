package io.weir.runtime.vector;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads and writes DECIMAL slots as {@link BigDecimal}, for paths that are not hot. */
public final class Decimals {
  private static final BigInteger LOW_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger[] POWERS = new BigInteger[77];

  static {
    POWERS[0] = BigInteger.ONE;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1].multiply(BigInteger.TEN);
    }
  }

  private Decimals() {}

  /** 10 to the power of {@code exponent}, 0 to 76. */
  public static BigInteger powerOfTen(int exponent) {
    return POWERS[exponent];
  }

  /** The unscaled value of a slot. */
  public static BigInteger unscaled(long low, long high) {
    if (high == low >> 63) {
      return BigInteger.valueOf(low);
    }
    return BigInteger.valueOf(high).shiftLeft(64).or(BigInteger.valueOf(low).and(LOW_MASK));
  }

  /** The value in {@code row} of a DECIMAL column of the given scale. */
  public static BigDecimal read(Column column, int row, int scale) {
    return new BigDecimal(unscaled(column.getDecimalLow(row), column.getDecimalHigh(row)), scale);
  }

  /** Writes an unscaled value of at most 127 bits. */
  public static void write(Column column, int row, BigInteger unscaled) {
    column.putDecimal(row, unscaled.longValue(), unscaled.shiftRight(64).longValue());
  }

  /** Whether the unscaled value has at most {@code precision} digits. */
  public static boolean fits(BigInteger unscaled, int precision) {
    return unscaled.bitLength() < 64 && precision >= 19
        || unscaled.abs().compareTo(POWERS[precision]) < 0;
  }
}
