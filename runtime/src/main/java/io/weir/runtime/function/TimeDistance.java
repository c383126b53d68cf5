package io.weir.runtime.function;

import static io.weir.runtime.function.TimeValues.MICROS_PER_DAY;
import static io.weir.runtime.function.TimeValues.MICROS_PER_MILLI;
import static io.weir.runtime.function.TimeValues.MILLIS_PER_DAY;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** TIMESTAMPADD, TIMESTAMPDIFF and OVERLAPS. */
final class TimeDistance {
  private TimeDistance() {}

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    return List.of(add(), difference(), overlaps());
  }

  private static ScalarFunction add() {
    return KernelFunction.named("TIMESTAMPADD")
        .syntax(Syntax.KEYWORD_FIRST)
        .doc(
            "The point in time `count` units later: SECOND, MINUTE, HOUR, DAY, WEEK, MONTH,"
                + " QUARTER, YEAR and others. Where the month lacks the day, it is its last day.",
            "TIMESTAMPADD(MONTH, 1, DATE '2001-01-31')",
            "DATE '2001-02-28'")
        .arguments(3, 3, "TIMESTAMPADD(unit, BIGINT, DATE | TIME | TIMESTAMP | TIMESTAMP_LTZ)")
        .resolve(TimeDistance::resolveAdd);
  }

  private static Resolution resolveAdd(CallArguments arguments) {
    Object literal = arguments.literals().get(0);
    TimeUnit unit = TimeUnit.of(literal).orElse(null);
    if (unit == null) {
      return TimeUnit.noUnit("TIMESTAMPADD", literal);
    }
    LogicalType count = arguments.type(1);
    LogicalType point = arguments.type(2);
    boolean counts = count.kind().isInteger() || count.kind() == TypeKind.NULL;
    if (!counts || !unit.hasLength() || !TimeValues.isPoint(point.kind())) {
      return Resolution.mismatch(
          "TIMESTAMPADD does not take "
              + CallArguments.of(count, point)
              + " with the unit "
              + unit);
    }
    LogicalType result = sum(unit, point);
    List<LogicalType> parameters =
        List.of(
            arguments.type(0),
            LogicalType.bigint().withNullable(count.nullable()),
            result.withNullable(point.nullable()));
    return Resolution.of(
        FunctionBinding.strict(
            parameters,
            result,
            context ->
                TimeValues.kernel(
                    TypeKind.BIGINT, 1, result.kind(), 2, adder(unit, result.kind()))));
  }

  /** A DATE becomes a TIMESTAMP when hours are added; small units need digits. */
  private static LogicalType sum(TimeUnit unit, LogicalType point) {
    int digits = unit == TimeUnit.MICROSECOND ? 6 : unit == TimeUnit.MILLISECOND ? 3 : 0;
    return switch (point.kind()) {
      case DATE -> unit.isPartOfDay() ? LogicalType.timestamp(6) : point;
      case TIME -> LogicalType.of(TypeKind.TIME, Math.max(point.precision(), Math.min(3, digits)));
      default -> LogicalType.of(point.kind(), Math.max(point.precision(), digits));
    };
  }

  private static TimeValues.Row2 adder(TimeUnit unit, TypeKind kind) {
    int months = unit.months();
    long micros = unit.micros();
    return switch (kind) {
      case DATE ->
          months > 0
              ? (count, day) -> TimeValues.addMonths(day, count * months)
              : (count, day) -> day + count * (micros / MICROS_PER_DAY);
      case TIME ->
          months > 0
              ? (count, millis) -> millis
              : (count, millis) ->
                  Math.floorMod(millis + count * micros / MICROS_PER_MILLI, MILLIS_PER_DAY);
      default ->
          months > 0
              ? (count, value) -> {
                long day = Math.floorDiv(value, MICROS_PER_DAY);
                long later = TimeValues.addMonths(day, count * months);
                return value + (later - day) * MICROS_PER_DAY;
              }
              : (count, value) -> value + count * micros;
    };
  }

  private static ScalarFunction difference() {
    return KernelFunction.named("TIMESTAMPDIFF")
        .syntax(Syntax.KEYWORD_FIRST)
        .doc(
            "How many whole units (SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR and"
                + " others) the second point in time is after the first, as INT; negative if it is"
                + " before.",
            "TIMESTAMPDIFF(DAY, DATE '2000-02-28', TIMESTAMP '2000-03-01 12:00:00')",
            "2")
        .arguments(3, 3, "TIMESTAMPDIFF(unit, point in time, point in time)")
        .resolve(TimeDistance::resolveDifference);
  }

  private static Resolution resolveDifference(CallArguments arguments) {
    Object literal = arguments.literals().get(0);
    TimeUnit unit = TimeUnit.of(literal).orElse(null);
    if (unit == null) {
      return TimeUnit.noUnit("TIMESTAMPDIFF", literal);
    }
    LogicalType first = arguments.type(1);
    LogicalType second = arguments.type(2);
    Optional<LogicalType> common =
        CommonTypes.of(List.of(first, second)).filter(type -> TimeValues.isPoint(type.kind()));
    boolean isTime = common.filter(type -> type.kind() == TypeKind.TIME).isPresent();
    if (common.isEmpty() || !unit.hasLength() || unit.months() > 0 && isTime) {
      return Resolution.mismatch(
          "TIMESTAMPDIFF does not take "
              + CallArguments.of(first, second)
              + " with the unit "
              + unit);
    }
    LogicalType type = common.get();
    List<LogicalType> parameters =
        List.of(
            arguments.type(0),
            type.withNullable(first.nullable()),
            type.withNullable(second.nullable()));
    TypeKind kind = type.kind();
    long scale =
        kind == TypeKind.DATE ? MICROS_PER_DAY : kind == TypeKind.TIME ? MICROS_PER_MILLI : 1;
    TimeValues.Row2 distance =
        unit.months() > 0
            ? (from, to) -> months(to * scale, from * scale) / unit.months()
            : (from, to) -> (to - from) * scale / unit.micros();
    return Resolution.of(
        FunctionBinding.strict(
            parameters,
            LogicalType.int32(),
            context -> TimeValues.kernel(kind, 1, kind, 2, distance)));
  }

  /**
   * Months from {@code from} to {@code to}: as many as can be added to the earlier day (clamped to
   * the month's end) without passing the later one; one less if {@code from} then falls on the same
   * day as {@code to} at a later time. So do Calcite and Flink.
   */
  private static long months(long to, long from) {
    long toDay = Math.floorDiv(to, MICROS_PER_DAY);
    long fromDay = Math.floorDiv(from, MICROS_PER_DAY);
    long months = toDay >= fromDay ? wholeMonths(fromDay, toDay) : -wholeMonths(toDay, fromDay);
    boolean meets = TimeValues.addMonths(fromDay, months) == toDay;
    return meets && to - toDay * MICROS_PER_DAY < from - fromDay * MICROS_PER_DAY
        ? months - 1
        : months;
  }

  private static long wholeMonths(long early, long late) {
    long months = (late - early) / 31;
    while (TimeValues.addMonths(early, months + 1) <= late) {
      months++;
    }
    return months;
  }

  private static ScalarFunction overlaps() {
    return KernelFunction.named("OVERLAPS")
        .syntax(Syntax.PAIRS)
        .doc(
            "Whether two periods have a point in common. A period is a pair of its ends in any"
                + " order, or of a start and an interval; the ends belong to it.",
            "(TIME '02:55:00', INTERVAL '1' HOUR) OVERLAPS (TIME '03:30:00', INTERVAL '2' HOUR)",
            "TRUE")
        .arguments(4, 4, "(point, point | INTERVAL) OVERLAPS (point, point | INTERVAL)")
        .resolve(TimeDistance::resolveOverlaps);
  }

  private static Resolution resolveOverlaps(CallArguments arguments) {
    List<LogicalType> points =
        arguments.types().stream().filter(type -> !TimeValues.isInterval(type.kind())).toList();
    Optional<LogicalType> common =
        CommonTypes.of(points).filter(type -> TimeValues.isPoint(type.kind()));
    boolean startsArePoints =
        !TimeValues.isInterval(arguments.type(0).kind())
            && !TimeValues.isInterval(arguments.type(2).kind());
    if (common.isEmpty() || !startsArePoints) {
      return Resolution.mismatch("OVERLAPS does not take " + arguments);
    }
    LogicalType point = common.get();
    List<LogicalType> parameters =
        arguments.types().stream()
            .map(
                type ->
                    TimeValues.isInterval(type.kind()) ? type : point.withNullable(type.nullable()))
            .toList();
    return Resolution.of(
        FunctionBinding.strict(
            parameters,
            LogicalType.bool(),
            context ->
                (rows, inputs, result) -> {
                  for (int i = 0; i < rows.count(); i++) {
                    int row = rows.row(i);
                    if (!result.column().isNull(row)) {
                      result.column().putBoolean(row, overlap(parameters, inputs, row));
                    }
                  }
                }));
  }

  private static boolean overlap(List<LogicalType> types, Operand[] inputs, int row) {
    long firstStart = value(types, inputs, 0, row);
    long firstEnd = end(types, inputs, 0, row);
    long secondStart = value(types, inputs, 2, row);
    long secondEnd = end(types, inputs, 2, row);
    return Math.min(firstStart, firstEnd) <= Math.max(secondStart, secondEnd)
        && Math.min(secondStart, secondEnd) <= Math.max(firstStart, firstEnd);
  }

  private static long value(List<LogicalType> types, Operand[] inputs, int index, int row) {
    Operand input = inputs[index];
    return TimeValues.get(types.get(index).kind(), input.column(), input.slot(row));
  }

  private static long end(List<LogicalType> types, Operand[] inputs, int start, int row) {
    TypeKind kind = types.get(start + 1).kind();
    long second = value(types, inputs, start + 1, row);
    return TimeValues.isInterval(kind)
        ? TimeArithmetic.shift(types.get(start).kind(), kind, 1)
            .get(value(types, inputs, start, row), second)
        : second;
  }
}
