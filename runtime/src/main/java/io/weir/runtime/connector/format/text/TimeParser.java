package io.weir.runtime.connector.format.text;

import io.weir.runtime.vector.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Parses dates and times from ASCII text in memory, in the way of {@link TextParser}: up to 7 bytes
 * after the text are read, which must be mapped; a method returns whether the text is such a value,
 * which is then {@link #value()}. The minute of the last timestamp is remembered, because
 * neighbours in a file mostly share it.
 */
public final class TimeParser {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int DATE_BYTES = 10;
  private static final String SECOND_WITH_MILLIS = "SS.mmm";
  private static final int MINUTE_BYTES = 16;
  private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final int[] FRACTION_UNITS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private final TimestampStandard standard;
  private long value;

  private long lastHead;
  private long lastTail;
  private long lastMinuteMicros;

  public TimeParser(TimestampStandard standard) {
    this.standard = standard;
    ByteBuffer epoch =
        ByteBuffer.wrap(
                (standard == TimestampStandard.SQL ? "1970-01-01 00:00" : "1970-01-01T00:00")
                    .getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN);
    lastHead = epoch.getLong();
    lastTail = epoch.getLong();
  }

  /** How timestamps are written. */
  public enum TimestampStandard {
    /** {@code 2020-12-30 12:13:14.123}; an instant with a {@code Z} after it. */
    SQL,
    /** {@code 2020-12-30T12:13:14.123}; an instant with a {@code Z} after it. */
    ISO_8601;

    /** An example for errors. */
    public String example(boolean isInstant) {
      return "2020-12-30" + (this == SQL ? " " : "T") + "12:13:14.123" + (isInstant ? "Z" : "");
    }
  }

  public TimestampStandard standard() {
    return standard;
  }

  /** Days since 1970-01-01, milliseconds of the day, or microseconds since the epoch. */
  public long value() {
    return value;
  }

  /** {@code yyyy-MM-dd}. */
  public boolean parseDate(long start, long end) {
    if (end - start != DATE_BYTES) {
      return false;
    }
    return Memory.getByte(start + 4) == '-'
        && Memory.getByte(start + 7) == '-'
        && setDate(digits(start, 4), digits(start + 5, 2), digits(start + 8, 2));
  }

  /** As {@link #parseDate}, but that month and day may have one digit. */
  public boolean parseLooseDate(long start, long end) {
    if (end - start == DATE_BYTES) {
      return parseDate(start, end);
    }
    if (end - start < DATE_BYTES - 2 || end - start > DATE_BYTES) {
      return false;
    }
    int monthDigits = Memory.getByte(start + 6) == '-' ? 1 : 2;
    long second = start + 5 + monthDigits;
    int dayDigits = (int) (end - second) - 1;
    return Memory.getByte(start + 4) == '-'
        && Memory.getByte(second) == '-'
        && dayDigits >= 1
        && dayDigits <= 2
        && setDate(digits(start, 4), digits(start + 5, monthDigits), digits(second + 1, dayDigits));
  }

  /** Takes a date, if it is one; a part below 0 is none. */
  private boolean setDate(int year, int month, int day) {
    if ((year | month | day) < 0
        || month < 1
        || month > 12
        || day < 1
        || day > daysInMonth(year, month)) {
      return false;
    }
    value = epochDay(year, month, day);
    return true;
  }

  /**
   * {@code HH:mm:ss} with up to nine digits of a fraction; digits beyond the precision are cut off.
   *
   * @param precision 0 to 3
   */
  public boolean parseTime(long start, long end, int precision) {
    if (end - start < 8 || !isMinute(start) || Memory.getByte(start + 5) != ':') {
      return false;
    }
    long micros = secondMicros(start + 6, end);
    if (micros < 0) {
      return false;
    }
    long unit = FRACTION_UNITS[precision];
    long ofDay = (digits(start, 2) * 60L + digits(start + 3, 2)) * 60 * MICROS_PER_SECOND + micros;
    value = (ofDay - ofDay % unit) / 1_000;
    return true;
  }

  /**
   * A date, a separator and a time as the standard has it; digits beyond the precision are cut off.
   *
   * @param precision 0 to 6
   * @param isInstant whether a {@code Z} must follow
   */
  public boolean parseTimestamp(long start, long end, int precision, boolean isInstant) {
    if (isInstant) {
      if (end == start || Memory.getByte(end - 1) != 'Z') {
        return false;
      }
      end--;
    }
    if (end - start < MINUTE_BYTES) {
      return false;
    }
    long head = Memory.getLong(start);
    long tail = Memory.getLong(start + Long.BYTES);
    if ((head != lastHead || tail != lastTail) && !parseMinute(start, head, tail)) {
      return false;
    }
    long micros = 0;
    if (end - start > MINUTE_BYTES) {
      if (Memory.getByte(start + MINUTE_BYTES) != ':') {
        return false;
      }
      micros = secondMicros(start + MINUTE_BYTES + 1, end);
    } else if (standard == TimestampStandard.SQL) {
      return false;
    }
    if (micros < 0) {
      return false;
    }
    long all = lastMinuteMicros + micros;
    value = precision == 6 ? all : all - Math.floorMod(all, FRACTION_UNITS[precision]);
    return true;
  }

  private boolean parseMinute(long start, long head, long tail) {
    char separator = standard == TimestampStandard.SQL ? ' ' : 'T';
    if (Memory.getByte(start + DATE_BYTES) != separator
        || !isMinute(start + DATE_BYTES + 1)
        || !parseDate(start, start + DATE_BYTES)) {
      return false;
    }
    long minutes = digits(start + 11, 2) * 60L + digits(start + 14, 2);
    lastMinuteMicros = (value * SECONDS_PER_DAY + minutes * 60) * MICROS_PER_SECOND;
    lastHead = head;
    lastTail = tail;
    return true;
  }

  private static boolean isMinute(long p) {
    int hour = digits(p, 2);
    int minute = digits(p + 3, 2);
    return (hour | minute) >= 0 && hour <= 23 && minute <= 59 && Memory.getByte(p + 2) == ':';
  }

  /** Seconds with an optional fraction in microseconds, or -1. */
  private static long secondMicros(long p, long end) {
    if (end - p < 2) {
      return -1;
    }
    if (end - p == SECOND_WITH_MILLIS.length()) {
      return secondWithMillis(p);
    }
    int seconds = digits(p, 2);
    if (seconds < 0 || seconds > 59) {
      return -1;
    }
    p += 2;
    if (p == end) {
      return seconds * MICROS_PER_SECOND;
    }
    long length = end - p - 1;
    if (Memory.getByte(p) != '.' || length > 9) {
      return -1;
    }
    long fraction = 0;
    for (int i = 0; i < length; i++) {
      int digit = Memory.getByte(p + 1 + i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      if (i < 6) {
        fraction = fraction * 10 + digit;
      }
    }
    return seconds * MICROS_PER_SECOND + fraction * FRACTION_UNITS[(int) Math.min(length, 6)];
  }

  /** {@code SS.mmm}, all six characters at once; the same as the general case. */
  private static long secondWithMillis(long p) {
    // A digit becomes 0 to 9 and the point 0, so that every byte is checked against its most.
    long digits = (Memory.getLong(p) & 0xFFFFFFFFFFFFL) ^ 0x3030302E3030L;
    if (((digits + 0x7676767F7676L | digits) & 0x808080808080L) != 0) {
      return -1;
    }
    int seconds = (int) (digits & 0xF) * 10 + (int) (digits >>> 8 & 0xF);
    int millis =
        (int) (digits >>> 24 & 0xF) * 100
            + (int) (digits >>> 32 & 0xF) * 10
            + (int) (digits >>> 40 & 0xF);
    return seconds > 59 ? -1 : seconds * MICROS_PER_SECOND + millis * 1_000L;
  }

  /** A number of exactly {@code count} digits, or -1. */
  private static int digits(long p, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      int digit = Memory.getByte(p + i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static int daysInMonth(int year, int month) {
    boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && isLeap ? 29 : DAYS_IN_MONTH[month - 1];
  }

  /** Days since 1970-01-01: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
  private static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
