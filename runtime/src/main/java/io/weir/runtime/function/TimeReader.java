package io.weir.runtime.function;

import static io.weir.runtime.function.TimeValues.MICROS_PER_DAY;
import static io.weir.runtime.function.TimeValues.MICROS_PER_SECOND;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads {@code yyyy-M-d} and {@code yyyy-M-d H:m:s[.fraction]}, blanks around allowed, as
 * TO_TIMESTAMP does without a format: a day up to 31 that the month lacks is its last day. For one
 * thread.
 */
final class TimeReader {
  private static final int MAX_FRACTION_DIGITS = 9;

  private Slice text;
  private int position;
  private int end;
  private long micros;
  private boolean isClamped;

  /** Microseconds since 1970-01-01T00:00 of what was read. */
  long micros() {
    return micros;
  }

  /** Whether the month lacks the day that was written. */
  boolean isClamped() {
    return isClamped;
  }

  /** Reads a date, perhaps with a time; answers whether the text is one. */
  boolean read(Slice text) {
    this.text = text;
    position = 0;
    end = text.length();
    while (position < end && isBlank(position)) {
      position++;
    }
    while (end > position && isBlank(end - 1)) {
      end--;
    }
    int year = number(4, 4);
    int month = accept('-') ? number(1, 2) : -1;
    int day = accept('-') ? number(1, 2) : -1;
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
      return false;
    }
    int lastDay = day > 28 ? YearMonth.of(year, month).lengthOfMonth() : day;
    isClamped = day > lastDay;
    micros = LocalDate.of(year, month, Math.min(day, lastDay)).toEpochDay() * MICROS_PER_DAY;
    return position == end || accept(' ') && time();
  }

  private boolean time() {
    int hour = number(1, 2);
    int minute = accept(':') ? number(1, 2) : -1;
    int second = accept(':') ? number(1, 2) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    micros += ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND;
    return position == end || accept('.') && fraction() && position == end;
  }

  private boolean fraction() {
    int start = position;
    long unit = MICROS_PER_SECOND;
    while (position < end && isDigit()) {
      unit /= 10;
      micros += (text.get(position) - '0') * unit;
      position++;
    }
    return position > start && position - start <= MAX_FRACTION_DIGITS;
  }

  private boolean isBlank(int index) {
    byte c = text.get(index);
    return c >= 0 && c <= ' ';
  }

  private boolean isDigit() {
    byte c = text.get(position);
    return c >= '0' && c <= '9';
  }

  private boolean accept(char expected) {
    boolean found = position < end && text.get(position) == expected;
    position += found ? 1 : 0;
    return found;
  }

  /** A number of so many digits, or -1. */
  private int number(int least, int most) {
    int value = 0;
    int digits = 0;
    while (digits < most && position < end && isDigit()) {
      value = value * 10 + text.get(position++) - '0';
      digits++;
    }
    return digits < least ? -1 : value;
  }
}
