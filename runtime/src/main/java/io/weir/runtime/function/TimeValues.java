package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.time.LocalDate;

/** Reads and writes values of the time types and intervals as whole numbers. */
final class TimeValues {
  static final long MICROS_PER_MILLI = 1_000L;
  static final long MICROS_PER_SECOND = 1_000_000L;
  static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  static final long MILLIS_PER_DAY = 86_400_000L;

  private TimeValues() {}

  /** A function of one value. */
  interface Row {
    long get(long value);
  }

  /** A function of two values. */
  interface Row2 {
    long get(long left, long right);
  }

  static boolean isPoint(TypeKind kind) {
    return kind == TypeKind.DATE || kind == TypeKind.TIME || kind.isTimestamp();
  }

  static boolean isInterval(TypeKind kind) {
    return kind == TypeKind.INTERVAL_DAY_TIME || kind == TypeKind.INTERVAL_YEAR_MONTH;
  }

  private static boolean isNarrow(TypeKind kind) {
    return kind == TypeKind.DATE
        || kind == TypeKind.TIME
        || kind == TypeKind.INTERVAL_YEAR_MONTH
        || kind == TypeKind.INT;
  }

  static long get(TypeKind kind, Column column, int slot) {
    return isNarrow(kind) ? column.getInt(slot) : column.getLong(slot);
  }

  private static void put(TypeKind kind, Column column, int slot, long value) {
    if (isNarrow(kind)) {
      column.putInt(slot, (int) value);
    } else {
      column.putLong(slot, value);
    }
  }

  /** A kernel of the argument number {@code index}, for strict calls. */
  static Kernel kernel(TypeKind from, int index, Row function) {
    return (rows, inputs, result) -> map(from, inputs[index], rows, result, function);
  }

  private static void map(
      TypeKind from, Operand input, Selection rows, Result result, Row function) {
    Column column = input.column();
    Column to = result.column();
    TypeKind kind = result.type().kind();
    boolean mayBeNull = column.hasNulls();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      if (!mayBeNull || !column.isNull(slot)) {
        put(kind, to, row, function.get(get(from, column, slot)));
      }
    }
  }

  /** A kernel of the arguments number {@code left} and {@code right}, for strict calls. */
  static Kernel kernel(TypeKind x, int left, TypeKind y, int right, Row2 function) {
    return (rows, inputs, result) -> {
      Operand a = inputs[left];
      Operand b = inputs[right];
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        if (!a.isNull(row) && !b.isNull(row)) {
          long value =
              function.get(get(x, a.column(), a.slot(row)), get(y, b.column(), b.slot(row)));
          put(result.type().kind(), result.column(), row, value);
        }
      }
    };
  }

  /** The day {@code months} months later; one that the month lacks becomes its last. */
  static long addMonths(long epochDay, long months) {
    return LocalDate.ofEpochDay(epochDay).plusMonths(months).toEpochDay();
  }
}
