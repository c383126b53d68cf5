package io.weir.runtime.function.cast;

import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.function.ZoneOffsets;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.util.Optional;

/**
 * Casts among DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ (through the session's time zone; digits
 * beyond the precision are cut off), and between intervals and whole numbers (months,
 * milliseconds).
 */
final class TimeCasts {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long MICROS_PER_MILLI = 1_000L;
  private static final long[] UNIT_MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private TimeCasts() {}

  /** The value of one row in whole numbers. */
  private interface Conversion {
    long apply(long value);
  }

  /** Makes a conversion for the types and zone of a call site. */
  private interface ConversionFactory {
    Conversion create(LogicalType to, ZoneOffsets zone);
  }

  static Optional<CastRule> rule(TypeKind source, TypeKind target) {
    return Optional.ofNullable(conversion(source, target)).map(TimeCasts::rule);
  }

  private static CastRule rule(ConversionFactory factory) {
    return CastRule.total(
        (from, to, isTry, context) -> {
          Conversion conversion = factory.create(to, zone(context));
          return (rows, inputs, result) ->
              run(from.kind(), to.kind(), conversion, rows, inputs[0], result);
        });
  }

  private static ZoneOffsets zone(EvaluationContext context) {
    return new ZoneOffsets(context.timeZone());
  }

  private static ConversionFactory conversion(TypeKind source, TypeKind target) {
    return switch (source) {
      case DATE -> ofDate(target);
      case TIME -> ofTime(target);
      case TIMESTAMP -> ofTimestamp(target);
      case TIMESTAMP_LTZ -> ofInstant(target);
      case INTERVAL_YEAR_MONTH -> target.isInteger() ? (to, zone) -> v -> v : null;
      case INTERVAL_DAY_TIME -> target.isInteger() ? (to, zone) -> v -> v / MICROS_PER_MILLI : null;
      case TINYINT, SMALLINT, INT, BIGINT -> ofInteger(target);
      default -> null;
    };
  }

  private static ConversionFactory ofDate(TypeKind target) {
    return switch (target) {
      case TIMESTAMP -> (to, zone) -> v -> v * MICROS_PER_DAY;
      case TIMESTAMP_LTZ -> (to, zone) -> v -> zone.toInstant(v * MICROS_PER_DAY);
      default -> null;
    };
  }

  /** A time alone is one of the first day of the epoch. */
  private static ConversionFactory ofTime(TypeKind target) {
    return switch (target) {
      case TIME -> (to, zone) -> v -> v - v % millis(to);
      case TIMESTAMP -> (to, zone) -> v -> cut(v * MICROS_PER_MILLI, to);
      case TIMESTAMP_LTZ -> (to, zone) -> v -> zone.toInstant(cut(v * MICROS_PER_MILLI, to));
      default -> null;
    };
  }

  private static ConversionFactory ofTimestamp(TypeKind target) {
    return switch (target) {
      case DATE -> (to, zone) -> v -> Math.floorDiv(v, MICROS_PER_DAY);
      case TIME -> (to, zone) -> v -> timeOfDay(v, to);
      case TIMESTAMP -> (to, zone) -> v -> cut(v, to);
      case TIMESTAMP_LTZ -> (to, zone) -> v -> zone.toInstant(cut(v, to));
      default -> null;
    };
  }

  private static ConversionFactory ofInstant(TypeKind target) {
    return switch (target) {
      case DATE -> (to, zone) -> v -> Math.floorDiv(zone.toLocal(v), MICROS_PER_DAY);
      case TIME -> (to, zone) -> v -> timeOfDay(zone.toLocal(v), to);
      case TIMESTAMP -> (to, zone) -> v -> cut(zone.toLocal(v), to);
      case TIMESTAMP_LTZ -> (to, zone) -> v -> cut(v, to);
      default -> null;
    };
  }

  private static ConversionFactory ofInteger(TypeKind target) {
    return switch (target) {
      case INTERVAL_YEAR_MONTH -> (to, zone) -> v -> v;
      case INTERVAL_DAY_TIME -> (to, zone) -> v -> v * MICROS_PER_MILLI;
      default -> null;
    };
  }

  private static long timeOfDay(long micros, LogicalType to) {
    long millis = Math.floorMod(micros, MICROS_PER_DAY) / MICROS_PER_MILLI;
    return millis - millis % millis(to);
  }

  private static long millis(LogicalType time) {
    return UNIT_MICROS[time.precision()] / MICROS_PER_MILLI;
  }

  /** A timestamp without the digits beyond the precision. */
  static long cut(long micros, LogicalType to) {
    return micros - Math.floorMod(micros, UNIT_MICROS[to.precision()]);
  }

  private static void run(
      TypeKind source,
      TypeKind target,
      Conversion conversion,
      Selection rows,
      Operand input,
      Result result) {
    Column from = input.column();
    Column to = result.column();
    boolean mayBeNull = from.hasNulls();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (!mayBeNull || !to.isNull(row)) {
        put(target, to, row, conversion.apply(get(source, from, input.slot(row))));
      }
    }
  }

  private static long get(TypeKind kind, Column column, int slot) {
    return switch (kind) {
      case TINYINT -> column.getByte(slot);
      case SMALLINT -> column.getShort(slot);
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> column.getInt(slot);
      default -> column.getLong(slot);
    };
  }

  private static void put(TypeKind kind, Column column, int row, long value) {
    switch (kind) {
      case TINYINT -> column.putByte(row, (byte) value);
      case SMALLINT -> column.putShort(row, (short) value);
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> column.putInt(row, (int) value);
      default -> column.putLong(row, value);
    }
  }
}
