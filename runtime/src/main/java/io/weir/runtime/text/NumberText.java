package io.weir.runtime.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers as decimal text. Floating-point numbers are written as Java 19 and later write them: the
 * shortest digits that read back as the same number (Giulietti, "The Schubfach way to render
 * doubles", 2021), whatever the version of the running Java.
 */
public final class NumberText {
  private static final byte[] DIGIT_PAIRS = new byte[200];
  private static final int MAX_LONG_LENGTH = 20;
  private static final long[] POWERS_OF_TEN = new long[19];

  static {
    for (int i = 0; i < 100; i++) {
      DIGIT_PAIRS[2 * i] = (byte) ('0' + i / 10);
      DIGIT_PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
    }
  }

  private NumberText() {}

  /** Appends a whole number. */
  public static void appendLong(Utf8Buffer out, long value) {
    out.ensureRoom(MAX_LONG_LENGTH);
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        out.appendAscii("-9223372036854775808");
        return;
      }
      out.append('-');
      appendDigits(out, -value, digitCount(-value));
    } else {
      appendDigits(out, value, digitCount(value));
    }
  }

  /** Appends a number that is not negative, with zeros in front up to {@code digits} digits. */
  public static void appendPadded(Utf8Buffer out, long value, int digits) {
    appendDigits(out, value, Math.max(digits, digitCount(value)));
  }

  /** How many decimal digits a number has that is not negative; 1 for zero. */
  static int digitCount(long value) {
    if (value < 10) {
      return 1;
    }
    int count = ((64 - Long.numberOfLeadingZeros(value)) * 1233) >>> 12;
    return count < POWERS_OF_TEN.length && value >= POWERS_OF_TEN[count] ? count + 1 : count;
  }

  private static void appendDigits(Utf8Buffer out, long value, int count) {
    out.ensureRoom(count);
    byte[] bytes = out.bytes();
    int start = out.length();
    int at = start + count;
    long rest = value;
    while (at - start >= 2) {
      long quotient = rest / 100;
      int pair = (int) (rest - quotient * 100) << 1;
      bytes[--at] = DIGIT_PAIRS[pair + 1];
      bytes[--at] = DIGIT_PAIRS[pair];
      rest = quotient;
    }
    if (at > start) {
      bytes[start] = (byte) ('0' + rest % 10);
    }
    out.advance(count);
  }

  /** Appends a DOUBLE; {@code NaN}, {@code Infinity} and {@code -Infinity} are written so. */
  public static void appendDouble(Utf8Buffer out, double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= 1e-3 && magnitude < 1e7) {
      long millionths = (long) (magnitude * 1e6 + 0.5);
      if (millionths / 1e6 == magnitude) {
        // At most 13 digits: no other number of so few digits reads back as the same double.
        appendMillionths(out, value < 0, millionths);
        return;
      }
    }
    out.appendAscii(NumberOutput.toString(value, true));
  }

  private static void appendMillionths(Utf8Buffer out, boolean negative, long millionths) {
    if (negative) {
      out.append('-');
    }
    long whole = millionths / 1_000_000;
    appendDigits(out, whole, digitCount(whole));
    out.append('.');
    appendFraction(out, millionths - whole * 1_000_000, 6, 1);
  }

  /** Appends a FLOAT as {@link #appendDouble} does a DOUBLE, with the digits a FLOAT needs. */
  public static void appendFloat(Utf8Buffer out, float value) {
    out.appendAscii(NumberOutput.toString(value, true));
  }

  /**
   * Appends {@code fraction} as {@code digits} digits, without the trailing zeros beyond {@code
   * least} digits.
   */
  static void appendFraction(Utf8Buffer out, long fraction, int digits, int least) {
    long rest = fraction;
    int count = digits;
    while (count > least && rest % 10 == 0) {
      rest /= 10;
      count--;
    }
    appendDigits(out, rest, count);
  }

  /**
   * Appends a DECIMAL of {@code scale} given as its 128-bit unscaled value, never with exponent.
   */
  public static void appendDecimal(Utf8Buffer out, long low, long high, int scale) {
    if (high != low >> 63 || low == Long.MIN_VALUE || scale >= POWERS_OF_TEN.length) {
      out.appendAscii(decimal(low, high, scale).toPlainString());
      return;
    }
    if (low < 0) {
      out.append('-');
    }
    long magnitude = Math.abs(low);
    long whole = magnitude / POWERS_OF_TEN[scale];
    appendDigits(out, whole, digitCount(whole));
    if (scale > 0) {
      out.append('.');
      appendDigits(out, magnitude - whole * POWERS_OF_TEN[scale], scale);
    }
  }

  /** A DECIMAL's 128-bit unscaled value as an object. */
  public static BigDecimal decimal(long low, long high, int scale) {
    BigInteger unscaled =
        high == low >> 63
            ? BigInteger.valueOf(low)
            : BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(
                    BigInteger.valueOf(low)
                        .and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)));
    return new BigDecimal(unscaled, scale);
  }
}
