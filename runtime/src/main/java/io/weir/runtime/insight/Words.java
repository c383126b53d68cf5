package io.weir.runtime.insight;

import io.weir.runtime.stream.Watermark;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as short text for people. */
public final class Words {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLISECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Words() {}

  /** {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 row}, {@code 1,234 rows}. */
  public static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** {@code once}, {@code 3 times}. */
  public static String times(long number) {
    return number == 1 ? "once" : count(number) + " times";
  }

  /** {@code 950}, {@code 12.3 k}, {@code 4.56 M}. */
  public static String rate(double perSecond) {
    if (perSecond < 1000) {
      return String.format(Locale.ROOT, "%.0f", perSecond);
    }
    if (perSecond < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f k", perSecond / 1000);
    }
    return String.format(Locale.ROOT, "%.2f M", perSecond / 1_000_000);
  }

  /** {@code 42 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /** {@code 950 B}, {@code 12.3 kB}, {@code 4.6 MB}. */
  public static String bytes(long number) {
    if (number < 1000) {
      return number + " B";
    }
    if (number < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", number / 1e3);
    }
    if (number < 1_000_000_000) {
      return String.format(Locale.ROOT, "%.1f MB", number / 1e6);
    }
    return String.format(Locale.ROOT, "%.1f GB", number / 1e9);
  }

  /** A moment, in UTC, with milliseconds where there are any. */
  public static String time(long millis) {
    boolean isWhole = Math.floorMod(millis, 1000) == 0;
    return (isWhole ? SECOND : MILLISECOND).format(Instant.ofEpochMilli(millis));
  }

  /** A watermark: a time, {@code none} before there is one, {@code end} after the last row. */
  public static String watermark(long millis) {
    if (millis == Watermark.NONE) {
      return "none";
    }
    return millis == Watermark.END ? "end" : time(millis);
  }

  /** {@code 850 ms}, {@code 3.2 s}, {@code 2 min 05 s}, {@code 3 h 12 min}, {@code 40 d 3 h}. */
  public static String duration(long millis) {
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long minutes = millis / 60_000;
    if (minutes < 60) {
      return String.format(Locale.ROOT, "%d min %02d s", minutes, millis / 1000 % 60);
    }
    return minutes < 48 * 60
        ? String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60)
        : String.format(Locale.ROOT, "%,d d %d h", minutes / 1440, minutes / 60 % 24);
  }
}
