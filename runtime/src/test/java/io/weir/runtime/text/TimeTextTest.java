package io.weir.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  private static final long SEED = 20010416;

  private final Utf8Buffer out = new Utf8Buffer(0);

  @Test
  void writesEveryDayOfFiveCenturiesAsJavaDoes() {
    long last = LocalDate.of(2200, 1, 1).toEpochDay();
    for (long day = LocalDate.of(1700, 1, 1).toEpochDay(); day <= last; day++) {
      checkDate(day);
    }
    checkDate(LocalDate.of(12345, 6, 7).toEpochDay());
    checkDate(LocalDate.of(0, 2, 29).toEpochDay());
    checkDate(LocalDate.of(-45, 3, 15).toEpochDay());
    checkDate(Integer.MAX_VALUE);
    checkDate(Integer.MIN_VALUE);
  }

  private void checkDate(long day) {
    out.clear();
    TimeText.appendDate(out, day);
    assertEquals(
        DateTimeFormatter.ISO_LOCAL_DATE.format(LocalDate.ofEpochDay(day)), out.toString());
  }

  @Test
  void writesTimestampsAsJavaDoes() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      long micros = (random.nextLong() >> 8) / (long) Math.pow(10, random.nextInt(7));
      micros *= i % 2 == 0 ? 1 : 1_000_000;
      LocalDateTime expected =
          LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(micros, ChronoUnit.MICROS);
      if (Math.abs(expected.getYear()) > 9_999) {
        continue;
      }
      out.clear();
      TimeText.appendTimestamp(out, micros, 'T', 0);
      assertEquals(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(expected), out.toString());
    }
  }

  @Test
  void writesAtLeastTheAskedFractionDigits() {
    checkTimestamp("1970-01-01 00:00:00", 0, 0);
    checkTimestamp("1970-01-01 00:00:00.000", 0, 3);
    checkTimestamp("1970-01-01 00:00:00.500", 500_000, 3);
    checkTimestamp("1970-01-01 00:00:00.5", 500_000, 0);
    checkTimestamp("1970-01-01 00:00:00.500001", 500_001, 3);
    checkTimestamp("1969-12-31 23:59:59.999999", -1, 0);
  }

  private void checkTimestamp(String expected, long micros, int digits) {
    out.clear();
    TimeText.appendTimestamp(out, micros, ' ', digits);
    assertEquals(expected, out.toString());
  }

  @Test
  void writesTimesOfDay() {
    TimeText.appendTime(out, 0, 0);
    out.append(' ');
    TimeText.appendTime(out, 86_399_999, 0);
    out.append(' ');
    TimeText.appendTime(out, 45_296_050, 0);
    out.append(' ');
    TimeText.appendTime(out, 45_296_000, 3);
    assertEquals("00:00:00 23:59:59.999 12:34:56.05 12:34:56.000", out.toString());
  }
}
