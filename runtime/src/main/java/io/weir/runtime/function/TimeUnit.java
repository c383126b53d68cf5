package io.weir.runtime.function;

import java.util.Locale;
import java.util.Optional;

/** The units that EXTRACT, FLOOR, CEIL, TIMESTAMPADD and TIMESTAMPDIFF are written with. */
enum TimeUnit {
  NANOSECOND(0),
  MICROSECOND(1),
  MILLISECOND(1_000L),
  SECOND(1_000_000L),
  MINUTE(60_000_000L),
  HOUR(3_600_000_000L),
  DAY(86_400_000_000L),
  WEEK(7 * 86_400_000_000L),
  MONTH(0),
  QUARTER(0),
  YEAR(0),
  DECADE(0),
  CENTURY(0),
  MILLENNIUM(0),
  /** Day of the week from Sunday = 1. */
  DOW(0),
  /** Day of the week from Monday = 1. */
  ISODOW(0),
  /** Day of the year. */
  DOY(0),
  /** The year that the ISO week belongs to. */
  ISOYEAR(0),
  /** Seconds since 1970-01-01T00:00Z. */
  EPOCH(0);

  private final long micros;

  TimeUnit(long micros) {
    this.micros = micros;
  }

  /** Its length in microseconds, 0 if it has none. */
  long micros() {
    return micros;
  }

  /** Its length in months, 0 if it has none. */
  int months() {
    return switch (this) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> 12;
      case DECADE -> 120;
      case CENTURY -> 1_200;
      case MILLENNIUM -> 12_000;
      default -> 0;
    };
  }

  /** Whether it has a length. */
  boolean hasLength() {
    return micros > 0 || months() > 0;
  }

  /** Whether it is shorter than a day. */
  boolean isPartOfDay() {
    return ordinal() < DAY.ordinal();
  }

  /** The unit that a literal argument names, in singular or plural. */
  static Optional<TimeUnit> of(Object literal) {
    if (!(literal instanceof String text)) {
      return Optional.empty();
    }
    String name = text.strip().toUpperCase(Locale.ROOT);
    for (TimeUnit unit : values()) {
      if (name.equals(unit.name()) || name.equals(unit.name() + "S")) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** Says that an argument is no unit. */
  static Resolution noUnit(String function, Object literal) {
    return literal == null
        ? Resolution.mismatch(function + " takes the name of a unit, such as DAY")
        : new Resolution.Mismatch(
            function + " has no unit '" + literal + "'", "units are YEAR, MONTH, DAY, HOUR, ...");
  }
}
