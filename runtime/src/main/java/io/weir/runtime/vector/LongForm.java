package io.weir.runtime.vector;

import io.weir.runtime.type.LogicalType;

/**
 * Values of at most 64 bits as numbers of their order: whole numbers, dates, times, intervals,
 * booleans, DECIMAL up to 18 digits as they are, floating-point numbers as {@link #orderedBits}.
 */
public final class LongForm {
  private LongForm() {}

  /** Writes such a number to a column as the value that it stands for. */
  public static void write(Column to, LogicalType type, int row, long value) {
    switch (type.kind()) {
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> to.putLong(row, value);
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> to.putInt(row, (int) value);
      case SMALLINT -> to.putShort(row, (short) value);
      case TINYINT -> to.putByte(row, (byte) value);
      case BOOLEAN -> to.putBoolean(row, value != 0);
      case DECIMAL -> to.putDecimal(row, value, value >> 63);
      case DOUBLE -> to.putDouble(row, doubleOf(value));
      case FLOAT -> to.putFloat(row, (float) doubleOf(value));
      default -> throw new AssertionError(type + " has no 64-bit form");
    }
  }

  /**
   * The bits of a double as a number with the order of the doubles: -0.0 below 0.0, all NaNs one
   * and above the rest.
   */
  public static long orderedBits(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  /** The double with these {@link #orderedBits}. */
  public static double doubleOf(long ordered) {
    return Double.longBitsToDouble(ordered ^ (ordered >> 63 & Long.MAX_VALUE));
  }
}
