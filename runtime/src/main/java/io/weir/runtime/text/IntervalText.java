package io.weir.runtime.text;

/** Intervals as CAST to STRING writes them. */
public final class IntervalText {
  private static final int MONTHS_PER_YEAR = 12;
  private static final int MILLIS_PER_DAY = 86_400_000;
  private static final int MICROS_PER_MILLI = 1_000;

  private IntervalText() {}

  /** Years and months, such as {@code +1-02}. */
  public static void appendMonths(Utf8Buffer out, int months) {
    long size = Math.abs((long) months);
    out.append(months < 0 ? '-' : '+');
    NumberText.appendLong(out, size / MONTHS_PER_YEAR);
    out.append('-');
    NumberText.appendPadded(out, size % MONTHS_PER_YEAR, 2);
  }

  /** Days and time, such as {@code +1 02:03:04.000}. */
  public static void appendMicros(Utf8Buffer out, long micros) {
    long millis = Math.abs(micros / MICROS_PER_MILLI);
    long days = millis / MILLIS_PER_DAY;
    out.append(micros < 0 ? '-' : '+');
    NumberText.appendLong(out, days);
    out.append(' ');
    TimeText.appendTime(out, (int) (millis - days * MILLIS_PER_DAY), 3);
  }
}
