package io.weir.runtime.function;

import static io.weir.runtime.function.TimeValues.MICROS_PER_DAY;
import static io.weir.runtime.function.TimeValues.MICROS_PER_MILLI;
import static io.weir.runtime.function.TimeValues.MICROS_PER_SECOND;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * EXTRACT and the functions that are short for it. Fields of a TIMESTAMP_LTZ are those of its local
 * time in the session's zone. Times before 1970 have the fields that a calendar and a clock show
 * (Flink gives negative hours, minutes and seconds there).
 */
final class TimeFields {
  private TimeFields() {}

  /** A field of a date, and of the time of a day. */
  private interface Field {
    long get(long epochDay, long microsOfDay);
  }

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    List<ScalarFunction> functions = new ArrayList<>();
    functions.add(extract());
    functions.add(part("YEAR", TimeUnit.YEAR, "The year.", "1994"));
    functions.add(part("QUARTER", TimeUnit.QUARTER, "The quarter of the year, 1 to 4.", "3"));
    functions.add(part("MONTH", TimeUnit.MONTH, "The month of the year, 1 to 12.", "9"));
    functions.add(
        part("WEEK", TimeUnit.WEEK, "The ISO week of the year, 1 to 53, from Monday.", "39"));
    functions.add(part("DAYOFYEAR", TimeUnit.DOY, "The day of the year, 1 to 366.", "270"));
    functions.add(part("DAYOFMONTH", TimeUnit.DAY, "The day of the month, 1 to 31.", "27"));
    functions.add(
        part("DAYOFWEEK", TimeUnit.DOW, "The day of the week, from Sunday = 1 to 7.", "3"));
    functions.add(part("HOUR", TimeUnit.HOUR, "The hour of the day, 0 to 23.", "13"));
    functions.add(part("MINUTE", TimeUnit.MINUTE, "The minute of the hour, 0 to 59.", "14"));
    functions.add(part("SECOND", TimeUnit.SECOND, "The second of the minute, 0 to 59.", "15"));
    return functions;
  }

  private static ScalarFunction extract() {
    return KernelFunction.named("EXTRACT")
        .syntax(Syntax.KEYWORD_FROM)
        .doc(
            "A field of a date, time, timestamp or interval: YEAR, QUARTER, MONTH, WEEK (ISO), DAY,"
                + " DOY, DOW (from Sunday = 1), ISODOW (from Monday = 1), ISOYEAR, DECADE, CENTURY,"
                + " MILLENNIUM, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND (of the"
                + " second) or EPOCH (seconds since 1970).",
            "EXTRACT(DAY FROM DATE '2006-06-05')",
            "5")
        .arguments(2, 2, "EXTRACT(unit FROM DATE | TIME | TIMESTAMP | TIMESTAMP_LTZ | INTERVAL)")
        .resolve(
            arguments -> {
              Object literal = arguments.literals().get(0);
              return TimeUnit.of(literal)
                  .map(unit -> resolve("EXTRACT", unit, arguments, 1))
                  .orElseGet(() -> TimeUnit.noUnit("EXTRACT", literal));
            });
  }

  private static ScalarFunction part(String name, TimeUnit unit, String doc, String result) {
    return KernelFunction.named(name)
        .doc(doc, name + "(TIMESTAMP '1994-09-27 13:14:15')", result)
        .arguments(1, 1, name + "(DATE | TIME | TIMESTAMP | TIMESTAMP_LTZ)")
        .resolve(arguments -> resolve(name, unit, arguments, 0));
  }

  private static Resolution resolve(
      String name, TimeUnit unit, CallArguments arguments, int index) {
    LogicalType type = arguments.type(index);
    TypeKind kind = type.kind();
    Optional<Field> field = field(unit, kind);
    if (field.isEmpty()) {
      return Resolution.mismatch(
          "there is no " + unit + " of " + type.withNullable(true) + " for " + name);
    }
    Field get = field.get();
    return Resolution.of(
        FunctionBinding.strict(
            arguments.types(),
            LogicalType.bigint(),
            context -> TimeValues.kernel(kind, index, row(unit, kind, get, context))));
  }

  private static TimeValues.Row row(
      TimeUnit unit, TypeKind kind, Field field, EvaluationContext context) {
    ZoneOffsets zone = new ZoneOffsets(context.timeZone());
    return switch (kind) {
      case DATE -> day -> field.get(day, 0);
      case TIME -> millis -> field.get(0, millis * MICROS_PER_MILLI);
      case TIMESTAMP_LTZ ->
          unit == TimeUnit.EPOCH
              ? micros -> ofMicros(field, micros)
              : micros -> ofMicros(field, zone.toLocal(micros));
      case TIMESTAMP -> micros -> ofMicros(field, micros);
      default -> value -> field.get(0, value);
    };
  }

  private static long ofMicros(Field field, long micros) {
    long day = Math.floorDiv(micros, MICROS_PER_DAY);
    return field.get(day, micros - day * MICROS_PER_DAY);
  }

  private static Optional<Field> field(TimeUnit unit, TypeKind kind) {
    return switch (kind) {
      case DATE, TIMESTAMP, TIMESTAMP_LTZ ->
          Optional.of(unit.isPartOfDay() ? ofTime(unit) : ofDate(unit));
      case TIME -> unit.isPartOfDay() ? Optional.of(ofTime(unit)) : Optional.empty();
      case INTERVAL_YEAR_MONTH ->
          switch (unit) {
            case YEAR -> Optional.of((day, months) -> months / 12);
            case MONTH -> Optional.of((day, months) -> months % 12);
            case QUARTER -> Optional.of((day, months) -> months % 12 / 3 + 1);
            default -> Optional.empty();
          };
      case INTERVAL_DAY_TIME ->
          unit == TimeUnit.DAY
              ? Optional.of((day, micros) -> micros / MICROS_PER_DAY)
              : unit.isPartOfDay() ? Optional.of(ofTime(unit)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Field ofTime(TimeUnit unit) {
    return switch (unit) {
      case HOUR -> (day, micros) -> micros / TimeUnit.HOUR.micros() % 24;
      case MINUTE -> (day, micros) -> micros / TimeUnit.MINUTE.micros() % 60;
      case SECOND -> (day, micros) -> micros / MICROS_PER_SECOND % 60;
      case MILLISECOND -> (day, micros) -> micros % MICROS_PER_SECOND / MICROS_PER_MILLI;
      case MICROSECOND -> (day, micros) -> micros % MICROS_PER_SECOND;
      default -> (day, micros) -> micros % MICROS_PER_SECOND * 1_000;
    };
  }

  private static Field ofDate(TimeUnit unit) {
    return switch (unit) {
      case EPOCH -> (day, micros) -> day * 86_400 + micros / MICROS_PER_SECOND;
      case DOW -> (day, micros) -> Math.floorMod(day + 4, 7) + 1;
      case ISODOW -> (day, micros) -> Math.floorMod(day + 3, 7) + 1;
      case DAY -> (day, micros) -> LocalDate.ofEpochDay(day).getDayOfMonth();
      case DOY -> (day, micros) -> LocalDate.ofEpochDay(day).getDayOfYear();
      case MONTH -> (day, micros) -> LocalDate.ofEpochDay(day).getMonthValue();
      case QUARTER -> (day, micros) -> (LocalDate.ofEpochDay(day).getMonthValue() + 2) / 3;
      case WEEK ->
          (day, micros) -> LocalDate.ofEpochDay(day).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case ISOYEAR -> (day, micros) -> LocalDate.ofEpochDay(day).get(IsoFields.WEEK_BASED_YEAR);
      case DECADE -> (day, micros) -> Math.floorDiv(year(day), 10);
      case CENTURY -> (day, micros) -> period(year(day), 100);
      case MILLENNIUM -> (day, micros) -> period(year(day), 1_000);
      default -> (day, micros) -> year(day);
    };
  }

  private static long year(long epochDay) {
    return LocalDate.ofEpochDay(epochDay).getYear();
  }

  /** The number of a century or millennium; the first one begins with the year 1. */
  private static long period(long year, int years) {
    return Math.floorDiv(year - 1, years) + 1;
  }
}
