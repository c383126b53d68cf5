package io.weir.runtime.vector;

/**
 * DECIMALs whose unscaled value fits in 64 bits, as almost all do whatever their type would hold.
 * What does not is left to {@link Decimals}.
 */
public final class NarrowDecimals {
  /** The most digits that {@link #powerOfTen} knows. */
  public static final int MAX_EXPONENT = 18;

  private static final long[] POWERS = new long[MAX_EXPONENT + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private NarrowDecimals() {}

  /** Whether the low half of a slot is its whole value. */
  public static boolean isNarrow(long low, long high) {
    return high == low >> 63;
  }

  /** 10 to the power of {@code exponent}, 0 to {@link #MAX_EXPONENT}. */
  public static long powerOfTen(int exponent) {
    return POWERS[exponent];
  }

  /** Whether a product fits in 64 bits. */
  public static boolean canMultiply(long value, long factor) {
    return Math.multiplyHigh(value, factor) == value * factor >> 63;
  }

  /**
   * A quotient, rounded half away from zero.
   *
   * @param divisor a power of ten
   */
  public static long divideHalfUp(long value, long divisor) {
    long quotient = value / divisor;
    long rest = Math.abs(value % divisor);
    return rest >= divisor - rest && rest > 0 ? quotient + (value < 0 ? -1 : 1) : quotient;
  }

  /** Whether an unscaled value has at most {@code precision} digits. */
  public static boolean fits(long unscaled, int precision) {
    return precision > MAX_EXPONENT
        || -POWERS[precision] < unscaled && unscaled < POWERS[precision];
  }
}
