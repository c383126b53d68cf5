package io.weir.runtime.function.cast;

import io.weir.runtime.vector.Memory;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads dates and times as CAST does in Flink: {@code 2024-2-9}, {@code 12:5:7.25}, a date with a
 * time after a blank or {@code T}, blanks around; month and day, or the time, may be missing. A
 * method answers whether the text is such a value. For one thread.
 */
final class LenientTimeParser {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int FRACTION_DIGITS = 6;
  private static final int MOST_YEAR_DIGITS = 9;
  private static final int LAST_YEAR = 9999;

  private long position;
  private long end;
  private long epochDay;
  private long microsOfDay;
  private boolean isUtc;

  /** Days since 1970-01-01. */
  long epochDay() {
    return epochDay;
  }

  /** Microseconds since midnight. */
  long microsOfDay() {
    return microsOfDay;
  }

  /** Microseconds since 1970-01-01T00:00. */
  long micros() {
    return epochDay * MICROS_PER_DAY + microsOfDay;
  }

  /** Whether the text ended in {@code Z}. */
  boolean isUtc() {
    return isUtc;
  }

  private void start(long start, long end) {
    position = start;
    this.end = end;
    while (position < this.end && Ascii.isBlank(position)) {
      position++;
    }
    while (position < this.end && Ascii.isBlank(this.end - 1)) {
      this.end--;
    }
    epochDay = 0;
    microsOfDay = 0;
    isUtc = false;
  }

  /** A date, whose year may have fewer digits than four; a time after it is read and left out. */
  boolean parseDate(long start, long end) {
    start(start, end);
    return date(number(1, MOST_YEAR_DIGITS), LAST_YEAR) && timeBehind(false);
  }

  /** A time of day. */
  boolean parseTime(long start, long end) {
    start(start, end);
    return time() && position == this.end;
  }

  /**
   * A date, and perhaps a time.
   *
   * @param allowsUtc whether a {@code Z} may follow
   */
  boolean parseTimestamp(long start, long end, boolean allowsUtc) {
    start(start, end);
    return date(number(4, 5), Integer.MAX_VALUE) && timeBehind(allowsUtc);
  }

  private boolean timeBehind(boolean allowsUtc) {
    if (position < this.end && (accept(' ') || accept('T'))) {
      if (!time()) {
        return false;
      }
      isUtc = allowsUtc && accept('Z');
    }
    return position == this.end;
  }

  private boolean date(int year, int lastYear) {
    int month = 1;
    int day = 1;
    if (year < 0 || year > lastYear) {
      return false;
    }
    if (accept('-')) {
      month = number(1, 2);
      if (month < 1 || month > 12) {
        return false;
      }
      if (accept('-')) {
        day = number(1, 2);
        if (day < 1 || day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
          return false;
        }
      }
    }
    epochDay = LocalDate.of(year, month, day).toEpochDay();
    return true;
  }

  private boolean time() {
    int hour = number(1, 2);
    int minute = 0;
    int second = 0;
    long fraction = 0;
    if (hour < 0 || hour > 23) {
      return false;
    }
    if (accept(':')) {
      minute = number(1, 2);
      if (minute < 0 || minute > 59) {
        return false;
      }
      if (accept(':')) {
        second = number(1, 2);
        if (second < 0 || second > 59) {
          return false;
        }
        if (accept('.')) {
          fraction = fraction();
        }
      }
    }
    microsOfDay = ((hour * 60L + minute) * 60 + second) * 1_000_000L + fraction;
    return true;
  }

  private boolean accept(char expected) {
    boolean found = position < end && Ascii.is(position, expected);
    position += found ? 1 : 0;
    return found;
  }

  /** A number of so many digits, or -1. */
  private int number(int leastDigits, int mostDigits) {
    int value = 0;
    int digits = 0;
    while (digits < mostDigits && position < end && Ascii.isDigit(position)) {
      value = value * 10 + digit();
      digits++;
    }
    return digits < leastDigits ? -1 : value;
  }

  private int digit() {
    return Memory.getByte(position++) - '0';
  }

  /** Digits behind the point in microseconds; those beyond are cut off. */
  private long fraction() {
    long value = 0;
    int digits = 0;
    while (position < end && Ascii.isDigit(position)) {
      int digit = digit();
      if (digits < FRACTION_DIGITS) {
        value = value * 10 + digit;
        digits++;
      }
    }
    for (; digits < FRACTION_DIGITS; digits++) {
      value *= 10;
    }
    return value;
  }
}
