package io.weir.runtime.connector.format.text;

import io.weir.runtime.vector.Memory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Parses values from UTF-8 text in memory, given by the address of its first byte and the address
 * after its last. A method returns whether the text is such a value, and leaves it in a field, so
 * that nothing is allocated on the common path. Blanks around numbers and booleans are ignored, as
 * Flink does. Used by one thread at a time.
 */
public final class TextParser {
  private static final int MAX_EXACT_LONG_DIGITS = 18;
  private static final int MAX_EXACT_POWER = 22;
  private static final long MAX_EXACT_MANTISSA = 1L << 53;
  private static final int MAX_EXACT_FLOAT_POWER = 10;
  private static final long MAX_EXACT_FLOAT_MANTISSA = 1L << 24;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long[] LONG_POWERS = new long[MAX_EXACT_LONG_DIGITS + 1];

  static {
    LONG_POWERS[0] = 1;
    for (int i = 1; i < LONG_POWERS.length; i++) {
      LONG_POWERS[i] = LONG_POWERS[i - 1] * 10;
    }
  }

  private long low;
  private long high;
  private double real;
  private boolean isOverflow;

  private long mantissa;
  private int exponent;
  private boolean negative;

  /** The integer parsed last, or the low 64 bits of the decimal. */
  public long integer() {
    return low;
  }

  /** The high 64 bits of the decimal parsed last. */
  public long high() {
    return high;
  }

  /** Whether the decimal parsed last has too many digits for its type, which makes it NULL. */
  public boolean isOverflow() {
    return isOverflow;
  }

  /** The floating-point number parsed last. */
  public double real() {
    return real;
  }

  /** {@code true} or {@code false}, ignoring case; 1 or 0 in {@link #integer()}. */
  public boolean parseBoolean(long start, long end) {
    long p = skipBlanks(start, end);
    long e = skipBlanksBack(p, end);
    if (e - p == 4 && matchesIgnoringCase(p, "true")) {
      low = 1;
      return true;
    }
    low = 0;
    return e - p == 5 && matchesIgnoringCase(p, "false");
  }

  private static boolean matchesIgnoringCase(long p, String word) {
    for (int i = 0; i < word.length(); i++) {
      if ((Memory.getByte(p + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A whole number of at most 64 bits with an optional sign. */
  public boolean parseInteger(long start, long end) {
    long p = skipBlanks(start, end);
    long e = skipBlanksBack(p, end);
    boolean minus = p < e && Memory.getByte(p) == '-';
    if (minus || (p < e && Memory.getByte(p) == '+')) {
      p++;
    }
    if (p == e) {
      return false;
    }
    // Counted as a negative number, because there is one more of those.
    long value = 0;
    boolean mayOverflow = e - p > MAX_EXACT_LONG_DIGITS;
    for (; p < e; p++) {
      int digit = Memory.getByte(p) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      if (mayOverflow && (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit)) {
        return false;
      }
      value = value * 10 - digit;
    }
    if (!minus && value == Long.MIN_VALUE) {
      return false;
    }
    low = minus ? value : -value;
    return true;
  }

  /**
   * A DOUBLE, correctly rounded. Numbers of few digits by the exact case of W. Clinger, "How to
   * Read Floating Point Numbers Accurately", 1990; the others by the JDK.
   */
  public boolean parseDouble(long start, long end) {
    long p = skipBlanks(start, end);
    long e = skipBlanksBack(p, end);
    if (parseDigits(p, e)
        && mantissa <= MAX_EXACT_MANTISSA
        && Math.abs(exponent) <= MAX_EXACT_POWER) {
      double value = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
      real = negative ? -value : value;
      return true;
    }
    try {
      real = Double.parseDouble(ascii(p, e));
      return true;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  /** A FLOAT, correctly rounded; in {@link #real()}. */
  public boolean parseFloat(long start, long end) {
    long p = skipBlanks(start, end);
    long e = skipBlanksBack(p, end);
    if (parseDigits(p, e)
        && mantissa <= MAX_EXACT_FLOAT_MANTISSA
        && Math.abs(exponent) <= MAX_EXACT_FLOAT_POWER) {
      float value =
          exponent < 0 ? mantissa / (float) POWERS[-exponent] : mantissa * (float) POWERS[exponent];
      real = negative ? -value : value;
      return true;
    }
    try {
      real = Float.parseFloat(ascii(p, e));
      return true;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  /** The sign, at most 18 significant digits and exponent of a plain decimal number. */
  private boolean parseDigits(long start, long end) {
    long p = start;
    negative = p < end && Memory.getByte(p) == '-';
    if (negative || (p < end && Memory.getByte(p) == '+')) {
      p++;
    }
    long value = 0;
    int digits = 0;
    int scale = 0;
    boolean afterPoint = false;
    for (; p < end; p++) {
      int c = Memory.getByte(p);
      if (c >= '0' && c <= '9') {
        value = value * 10 + (c - '0');
        digits++;
        scale += afterPoint ? 1 : 0;
      } else if (c == '.' && !afterPoint) {
        afterPoint = true;
      } else {
        break;
      }
    }
    if (digits == 0 || digits > MAX_EXACT_LONG_DIGITS) {
      return false;
    }
    int power = 0;
    if (p < end && (Memory.getByte(p) | 0x20) == 'e') {
      p++;
      boolean minus = p < end && Memory.getByte(p) == '-';
      if (minus || (p < end && Memory.getByte(p) == '+')) {
        p++;
      }
      long exponentStart = p;
      for (; p < end && p - exponentStart < 4; p++) {
        int digit = Memory.getByte(p) - '0';
        if (digit < 0 || digit > 9) {
          return false;
        }
        power = power * 10 + digit;
      }
      if (p == exponentStart) {
        return false;
      }
      power = minus ? -power : power;
    }
    mantissa = value;
    exponent = power - scale;
    return p == end;
  }

  /**
   * A DECIMAL, rounded half up to the scale; {@link #isOverflow()} if it has too many digits before
   * the point. The unscaled value is in {@link #integer()} and {@link #high()}.
   */
  public boolean parseDecimal(long start, long end, int precision, int scale) {
    long p = skipBlanks(start, end);
    long e = skipBlanksBack(p, end);
    if (parseDigits(p, e)) {
      int shift = scale + exponent;
      if (shift == 0 || (shift > 0 && shift <= MAX_EXACT_LONG_DIGITS)) {
        long factor = LONG_POWERS[shift];
        if (mantissa <= Long.MAX_VALUE / factor) {
          setDecimal(mantissa * factor, precision);
          return true;
        }
      } else if (shift < 0 && -shift <= MAX_EXACT_LONG_DIGITS) {
        long factor = LONG_POWERS[-shift];
        long quotient = mantissa / factor;
        boolean up = mantissa % factor >= factor - mantissa % factor;
        setDecimal(up ? quotient + 1 : quotient, precision);
        return true;
      }
    }
    BigDecimal value;
    try {
      value = new BigDecimal(ascii(p, e));
    } catch (NumberFormatException notANumber) {
      return false;
    }
    // Far outside of any DECIMAL; setScale would write out all the digits.
    long magnitude = (long) value.precision() - value.scale();
    isOverflow = value.signum() != 0 && magnitude > precision - scale + 1L;
    if (isOverflow) {
      return true;
    }
    if (value.signum() == 0 || magnitude < -scale - 1L) {
      low = 0;
      high = 0;
      return true;
    }
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    isOverflow = rounded.precision() > precision;
    BigInteger unscaled = rounded.unscaledValue();
    low = unscaled.longValue();
    high = unscaled.shiftRight(Long.SIZE).longValue();
    return true;
  }

  private void setDecimal(long magnitude, int precision) {
    isOverflow = precision <= MAX_EXACT_LONG_DIGITS && magnitude >= LONG_POWERS[precision];
    low = negative ? -magnitude : magnitude;
    high = low >> (Long.SIZE - 1);
  }

  /** The bytes as text, one character a byte. */
  private static String ascii(long p, long e) {
    return new String(bytes(p, e), StandardCharsets.ISO_8859_1);
  }

  /** A copy of the bytes. */
  public static byte[] bytes(long start, long end) {
    byte[] copy = new byte[(int) (end - start)];
    Memory.copyToArray(start, copy, 0, copy.length);
    return copy;
  }

  /** The address of the first byte that is no blank, or {@code end}. */
  public static long skipBlanks(long p, long end) {
    while (p < end && isBlank(Memory.getByte(p))) {
      p++;
    }
    return p;
  }

  /** The address behind the last byte that is no blank, or {@code start}. */
  public static long skipBlanksBack(long start, long end) {
    while (end > start && isBlank(Memory.getByte(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte c) {
    return c >= 0 && c <= ' ';
  }
}
