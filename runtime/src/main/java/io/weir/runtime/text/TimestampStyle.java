package io.weir.runtime.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * How points in time look.
 *
 * @param separator between date and time
 * @param padsFraction whether as many fractional-second digits are written as the type's precision
 *     says; otherwise only those up to the last that is not zero
 * @param zone in whose local time a TIMESTAMP_LTZ is written
 * @param zoneSuffix what follows a TIMESTAMP_LTZ, such as {@code Z}
 */
public record TimestampStyle(char separator, boolean padsFraction, ZoneId zone, String zoneSuffix) {
  /** {@code 2001-04-16 19:00:00.5}, and with a {@code Z} for instants: the {@code SQL} standard. */
  public static final TimestampStyle SQL = new TimestampStyle(' ', false, ZoneOffset.UTC, "Z");

  /** {@code 2001-04-16T19:00:00.5}, and with a {@code Z} for instants. */
  public static final TimestampStyle ISO_8601 = new TimestampStyle('T', false, ZoneOffset.UTC, "Z");

  public TimestampStyle {
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(zoneSuffix, "zoneSuffix");
  }

  /** As CAST to STRING writes them: all digits of the precision, instants in {@code zone}. */
  public static TimestampStyle cast(ZoneId zone) {
    return new TimestampStyle(' ', true, zone, "");
  }

  /** The local time in {@link #zone()} of an instant, both in microseconds. */
  long toLocalMicros(long instantMicros) {
    ZoneOffset offset =
        zone instanceof ZoneOffset fixed
            ? fixed
            : zone.getRules()
                .getOffset(Instant.ofEpochSecond(Math.floorDiv(instantMicros, 1_000_000L)));
    return instantMicros + 1_000_000L * offset.getTotalSeconds();
  }
}
