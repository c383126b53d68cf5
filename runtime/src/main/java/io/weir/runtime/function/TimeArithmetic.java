package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Dates, times and timestamps with intervals, differences between them, and intervals among
 * themselves. Months are added in the calendar (a day that the month lacks becomes its last one),
 * days to a DATE as whole days, and a TIME stays within the day.
 */
final class TimeArithmetic {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long MICROS_PER_MILLI = 1_000L;
  private static final int MILLIS_PER_DAY = 86_400_000;

  private TimeArithmetic() {}

  /** The value of one row from two whole numbers. */
  interface Row {
    long get(long left, long right);
  }

  /** The operation on operands of which at least one is no number; empty if there is none. */
  static Optional<FunctionBinding> bind(
      ArithmeticOperation operation, LogicalType left, LogicalType right) {
    TypeKind x = left.kind();
    TypeKind y = right.kind();
    boolean adds = operation == ArithmeticOperation.ADD;
    if (adds || operation == ArithmeticOperation.SUBTRACT) {
      int sign = adds ? 1 : -1;
      if (isPoint(x) && isInterval(y)) {
        return Optional.of(bind(left, right, left, shift(x, y, sign)));
      }
      if (adds && isInterval(x) && isPoint(y)) {
        Row shift = shift(y, x, 1);
        return Optional.of(bind(left, right, right, (a, b) -> shift.get(b, a)));
      }
      if (isInterval(x) && x == y) {
        return Optional.of(bind(left, right, left, adds ? Long::sum : (a, b) -> a - b));
      }
      if (!adds && isPoint(x) && isPoint(y)) {
        return difference(left, right);
      }
      return Optional.empty();
    }
    return scaled(operation, left, right);
  }

  private static boolean isPoint(TypeKind kind) {
    return kind == TypeKind.DATE || kind == TypeKind.TIME || kind.isTimestamp();
  }

  private static boolean isInterval(TypeKind kind) {
    return kind == TypeKind.INTERVAL_DAY_TIME || kind == TypeKind.INTERVAL_YEAR_MONTH;
  }

  /** The point in time moved by an interval, forwards or (sign -1) backwards. */
  static Row shift(TypeKind point, TypeKind interval, int sign) {
    boolean months = interval == TypeKind.INTERVAL_YEAR_MONTH;
    return switch (point) {
      case DATE ->
          months
              ? (day, n) -> addMonths(day, sign * n)
              : (day, micros) -> day + sign * (micros / MICROS_PER_DAY);
      case TIME ->
          months
              ? (millis, n) -> millis
              : (millis, micros) ->
                  Math.floorMod(millis + sign * (micros / MICROS_PER_MILLI), MILLIS_PER_DAY);
      default ->
          months
              ? (micros, n) -> {
                long day = Math.floorDiv(micros, MICROS_PER_DAY);
                return addMonths(day, sign * n) * MICROS_PER_DAY + micros - day * MICROS_PER_DAY;
              }
              : (micros, n) -> micros + sign * n;
    };
  }

  private static long addMonths(long epochDay, long months) {
    return LocalDate.ofEpochDay(epochDay).plusMonths(months).toEpochDay();
  }

  private static Optional<FunctionBinding> difference(LogicalType left, LogicalType right) {
    Optional<LogicalType> common = CommonTypes.of(List.of(left, right));
    if (common.isEmpty()) {
      return Optional.empty();
    }
    LogicalType type = common.get();
    long unit =
        type.kind() == TypeKind.DATE
            ? MICROS_PER_DAY
            : type.kind() == TypeKind.TIME ? MICROS_PER_MILLI : 1;
    return Optional.of(
        bind(
            type.withNullable(left.nullable()),
            type.withNullable(right.nullable()),
            LogicalType.of(TypeKind.INTERVAL_DAY_TIME),
            (a, b) -> (a - b) * unit));
  }

  private static Optional<FunctionBinding> scaled(
      ArithmeticOperation operation, LogicalType left, LogicalType right) {
    LogicalType number = LogicalType.bigint();
    if (operation == ArithmeticOperation.MULTIPLY) {
      if (isInterval(left.kind()) && right.kind().isInteger()) {
        LogicalType factor = number.withNullable(right.nullable());
        return Optional.of(bind(left, factor, left, (a, b) -> a * b));
      }
      if (left.kind().isInteger() && isInterval(right.kind())) {
        LogicalType factor = number.withNullable(left.nullable());
        return Optional.of(bind(factor, right, right, (a, b) -> a * b));
      }
    }
    if (operation == ArithmeticOperation.DIVIDE
        && isInterval(left.kind())
        && right.kind().isInteger()) {
      LogicalType divisor = number.withNullable(right.nullable());
      return Optional.of(bind(left, divisor, left, TimeArithmetic::divide).failing());
    }
    return Optional.empty();
  }

  private static long divide(long interval, long divisor) {
    if (divisor == 0) {
      throw NumericKernel.divisionByZero("an interval", true);
    }
    return interval / divisor;
  }

  private static FunctionBinding bind(
      LogicalType left, LogicalType right, LogicalType result, Row row) {
    return FunctionBinding.strict(
        List.of(left, right),
        result,
        context ->
            (rows, inputs, output) ->
                run(left.kind(), right.kind(), result.kind(), rows, inputs, output, row));
  }

  private static void run(
      TypeKind left,
      TypeKind right,
      TypeKind result,
      Selection rows,
      Operand[] inputs,
      Result output,
      Row row) {
    Column a = inputs[0].column();
    Column b = inputs[1].column();
    Column to = output.column();
    boolean mayBeNull = a.hasNulls() || b.hasNulls();
    for (int i = 0; i < rows.count(); i++) {
      int at = rows.row(i);
      if (mayBeNull && to.isNull(at)) {
        continue;
      }
      long value = row.get(get(left, a, inputs[0].slot(at)), get(right, b, inputs[1].slot(at)));
      if (isNarrow(result)) {
        to.putInt(at, (int) value);
      } else {
        to.putLong(at, value);
      }
    }
  }

  private static long get(TypeKind kind, Column column, int slot) {
    return isNarrow(kind) ? column.getInt(slot) : column.getLong(slot);
  }

  private static boolean isNarrow(TypeKind kind) {
    return kind == TypeKind.DATE || kind == TypeKind.TIME || kind == TypeKind.INTERVAL_YEAR_MONTH;
  }
}
