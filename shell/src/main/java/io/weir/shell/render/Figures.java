package io.weir.shell.render;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as short text for people. */
public final class Figures {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private Figures() {}

  /** {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 950}, {@code 12.3 k}, {@code 4.56 M}. */
  static String rate(double perSecond) {
    if (perSecond < 1000) {
      return String.format(Locale.ROOT, "%.0f", perSecond);
    }
    if (perSecond < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f k", perSecond / 1000);
    }
    return String.format(Locale.ROOT, "%.2f M", perSecond / 1_000_000);
  }

  /** A watermark: a time, {@code none} before there is one, {@code end} after the last row. */
  static String watermark(long millis) {
    if (millis == Long.MIN_VALUE) {
      return "none";
    }
    return millis == Long.MAX_VALUE ? "end" : TIME.format(Instant.ofEpochMilli(millis));
  }

  /** {@code 850 ms}, {@code 3.2 s}, {@code 2 min 05 s}. */
  public static String duration(long millis) {
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return String.format(Locale.ROOT, "%d min %02d s", millis / 60_000, millis / 1000 % 60);
  }
}
