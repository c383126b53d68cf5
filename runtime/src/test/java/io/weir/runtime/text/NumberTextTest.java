package io.weir.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  private static final long SEED = 20010416;

  private final Utf8Buffer out = new Utf8Buffer(0);

  @Test
  void writesWholeNumbersAsJavaDoes() {
    for (int power = 0; power < 19; power++) {
      long ten = BigInteger.TEN.pow(power).longValueExact();
      for (long value : new long[] {ten - 1, ten, ten + 1}) {
        checkLong(value);
        checkLong(-value);
      }
    }
    checkLong(Long.MAX_VALUE);
    checkLong(Long.MIN_VALUE);
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      checkLong(random.nextLong() >> random.nextInt(64));
    }
  }

  private void checkLong(long value) {
    out.clear();
    NumberText.appendLong(out, value);
    assertEquals(Long.toString(value), out.toString());
  }

  @Test
  void writesTheShortestDigitsOfADouble() {
    checkDouble("0.0", 0.0);
    checkDouble("-0.0", -0.0);
    checkDouble("1.0", 1);
    checkDouble("-1.5", -1.5);
    checkDouble("0.001", 0.001);
    checkDouble("9.0E-4", 0.0009);
    checkDouble("0.1", 0.1);
    checkDouble("0.30000000000000004", 0.1 + 0.2);
    checkDouble("9999999.0", 9_999_999);
    checkDouble("1.0E7", 10_000_000);
    checkDouble("2.0E23", 2e23);
    checkDouble("4.9E-324", Double.MIN_VALUE);
    checkDouble("1.7976931348623157E308", Double.MAX_VALUE);
    checkDouble("NaN", Double.NaN);
    checkDouble("-Infinity", Double.NEGATIVE_INFINITY);
  }

  private void checkDouble(String expected, double value) {
    out.clear();
    NumberText.appendDouble(out, value);
    assertEquals(expected, out.toString());
  }

  @Test
  void writesShortDoublesAsTheGeneralAlgorithmDoes() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      double value = (random.nextInt() >> random.nextInt(32)) / Math.pow(10, random.nextInt(9));
      checkDouble(com.fasterxml.jackson.core.io.NumberOutput.toString(value, true), value);
      checkDouble(
          com.fasterxml.jackson.core.io.NumberOutput.toString(Math.nextUp(value), true),
          Math.nextUp(value));
    }
  }

  @Test
  void writesFloatsWithTheirOwnDigits() {
    NumberText.appendFloat(out, 1.1f);
    out.append(' ');
    NumberText.appendFloat(out, Float.POSITIVE_INFINITY);
    assertEquals("1.1 Infinity", out.toString());
  }

  @Test
  void writesDecimalsPlain() {
    checkDecimal(new BigDecimal("0"));
    checkDecimal(new BigDecimal("0.00000001"));
    checkDecimal(new BigDecimal("-0.05"));
    checkDecimal(new BigDecimal("123.450"));
    checkDecimal(new BigDecimal("-99999999999999999999999999999999999999"));
    checkDecimal(new BigDecimal("0.00000000000000000000000000000000000001"));
    checkDecimal(new BigDecimal("9223372036854775808"));
    checkDecimal(new BigDecimal("-9223372036854775808"));
    Random random = new Random(SEED);
    for (int i = 0; i < 50_000; i++) {
      checkDecimal(new BigDecimal(new BigInteger(random.nextInt(126), random), random.nextInt(39)));
    }
  }

  private void checkDecimal(BigDecimal value) {
    out.clear();
    BigInteger unscaled = value.unscaledValue();
    NumberText.appendDecimal(
        out, unscaled.longValue(), unscaled.shiftRight(64).longValue(), value.scale());
    assertEquals(value.toPlainString(), out.toString());
  }
}
