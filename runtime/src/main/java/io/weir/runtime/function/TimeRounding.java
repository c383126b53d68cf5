package io.weir.runtime.function;

import static io.weir.runtime.function.TimeValues.MICROS_PER_DAY;
import static io.weir.runtime.function.TimeValues.MICROS_PER_MILLI;
import static io.weir.runtime.function.TimeValues.MILLIS_PER_DAY;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.time.LocalDate;

/**
 * FLOOR and CEIL of points in time to a unit. Weeks begin on Sunday, centuries and millennia with a
 * year that ends in 1; a TIMESTAMP_LTZ is rounded in the local time of the session's zone.
 */
final class TimeRounding {
  private TimeRounding() {}

  /** Binds {@code name(point TO unit)}; rounding up if {@code up}. */
  static Resolution resolve(String name, boolean up, CallArguments arguments) {
    Object literal = arguments.literals().get(1);
    TimeUnit unit = TimeUnit.of(literal).orElse(null);
    if (unit == null) {
      return TimeUnit.noUnit(name, literal);
    }
    LogicalType type = arguments.type(0);
    TypeKind kind = type.kind();
    boolean fits =
        kind == TypeKind.TIME ? unit.isPartOfDay() : kind == TypeKind.DATE || kind.isTimestamp();
    if (!fits || !unit.hasLength()) {
      return Resolution.mismatch(
          name + " does not round " + type.withNullable(true) + " to " + unit);
    }
    return Resolution.of(
        FunctionBinding.strict(
            arguments.types(),
            type,
            context -> TimeValues.kernel(kind, 0, row(kind, unit, up, context))));
  }

  private static TimeValues.Row row(
      TypeKind kind, TimeUnit unit, boolean up, EvaluationContext context) {
    ZoneOffsets zone = new ZoneOffsets(context.timeZone());
    return switch (kind) {
      case DATE ->
          unit.isPartOfDay()
              ? day -> day
              : day -> round(day * MICROS_PER_DAY, unit, up) / MICROS_PER_DAY;
      case TIME ->
          millis -> round(millis * MICROS_PER_MILLI, unit, up) / MICROS_PER_MILLI % MILLIS_PER_DAY;
      case TIMESTAMP_LTZ -> micros -> zone.toInstant(round(zone.toLocal(micros), unit, up));
      default -> micros -> round(micros, unit, up);
    };
  }

  private static long round(long micros, TimeUnit unit, boolean up) {
    long floor = floor(micros, unit);
    return up && floor < micros ? next(floor, unit) : floor;
  }

  private static long floor(long micros, TimeUnit unit) {
    if (unit == TimeUnit.WEEK) {
      long day = Math.floorDiv(micros, MICROS_PER_DAY);
      return (day - Math.floorMod(day + 4, 7)) * MICROS_PER_DAY;
    }
    if (unit.micros() > 0) {
      return Math.floorDiv(micros, unit.micros()) * unit.micros();
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
    int years = unit.months() / 12;
    LocalDate start =
        switch (unit) {
          case MONTH -> date.withDayOfMonth(1);
          case QUARTER -> LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
          case YEAR, DECADE -> LocalDate.of(Math.floorDiv(date.getYear(), years) * years, 1, 1);
          default -> LocalDate.of(Math.floorDiv(date.getYear() - 1, years) * years + 1, 1, 1);
        };
    return start.toEpochDay() * MICROS_PER_DAY;
  }

  private static long next(long start, TimeUnit unit) {
    return unit.months() > 0
        ? TimeValues.addMonths(Math.floorDiv(start, MICROS_PER_DAY), unit.months()) * MICROS_PER_DAY
        : start + unit.micros();
  }
}
