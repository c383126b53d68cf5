package io.weir.runtime.text;

/**
 * Dates, times and timestamps as text: {@code 2001-04-16}, {@code 19:00:00.5}, {@code 2001-04-16
 * 19:00:00}. Years beyond 9999 get a sign, years before 0 a minus, as in ISO 8601.
 */
public final class TimeText {
  /** Fractional-second digits of the finest timestamp. */
  public static final int MICROS_DIGITS = 6;

  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  private static final int SECONDS_PER_HOUR = 3_600;

  private TimeText() {}

  /** Appends the date {@code epochDay} days after 1970-01-01. */
  public static void appendDate(Utf8Buffer out, long epochDay) {
    // Years start in March and repeat after 400 (Hinnant, "chrono-Compatible Low-Level Date
    // Algorithms", 2013).
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    appendYear(out, yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
    out.append('-');
    NumberText.appendPadded(out, month, 2);
    out.append('-');
    NumberText.appendPadded(out, day, 2);
  }

  private static void appendYear(Utf8Buffer out, long year) {
    if (year > 9_999) {
      out.append('+');
    } else if (year < 0) {
      out.append('-');
    }
    NumberText.appendPadded(out, Math.abs(year), 4);
  }

  /**
   * Appends a time of day given in milliseconds.
   *
   * @param fractionDigits the fewest fractional-second digits; more follow only where they are not
   *     zero
   */
  public static void appendTime(Utf8Buffer out, int millisOfDay, int fractionDigits) {
    appendMicrosOfDay(out, 1_000L * millisOfDay, fractionDigits);
  }

  /**
   * Appends a timestamp given in microseconds since 1970-01-01T00:00.
   *
   * @param separator between date and time: {@code ' '} or {@code 'T'}
   * @param fractionDigits the fewest fractional-second digits; more follow only where they are not
   *     zero
   */
  public static void appendTimestamp(
      Utf8Buffer out, long micros, char separator, int fractionDigits) {
    long day = Math.floorDiv(micros, MICROS_PER_DAY);
    appendDate(out, day);
    out.append(separator);
    appendMicrosOfDay(out, micros - day * MICROS_PER_DAY, fractionDigits);
  }

  private static void appendMicrosOfDay(Utf8Buffer out, long microsOfDay, int fractionDigits) {
    int seconds = (int) (microsOfDay / MICROS_PER_SECOND);
    int fraction = (int) (microsOfDay - seconds * MICROS_PER_SECOND);
    int hours = seconds / SECONDS_PER_HOUR;
    int secondsOfHour = seconds - hours * SECONDS_PER_HOUR;
    NumberText.appendPadded(out, hours, 2);
    out.append(':');
    NumberText.appendPadded(out, secondsOfHour / 60, 2);
    out.append(':');
    NumberText.appendPadded(out, secondsOfHour % 60, 2);
    if (fraction != 0 || fractionDigits > 0) {
      out.append('.');
      NumberText.appendFraction(out, fraction, MICROS_DIGITS, fractionDigits);
    }
  }
}
