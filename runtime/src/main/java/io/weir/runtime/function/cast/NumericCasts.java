package io.weir.runtime.function.cast;

import io.weir.runtime.function.Integers;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import io.weir.runtime.vector.NarrowDecimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Casts between numbers, as Flink (that is Java): whole numbers wrap, floating-point numbers are
 * truncated towards zero and saturate, a DECIMAL is rounded half up, and one with too many digits
 * is NULL.
 */
final class NumericCasts {
  /** Up to here all whole numbers are doubles, and so are the powers of ten they are divided by. */
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  static final CastRule RULE = CastRule.total((from, to, isTry, context) -> kernel(from, to));

  private NumericCasts() {}

  private static Kernel kernel(LogicalType from, LogicalType to) {
    TypeKind source = from.kind();
    TypeKind target = to.kind();
    if (source == TypeKind.DECIMAL) {
      return target == TypeKind.DECIMAL
          ? (rows, inputs, result) -> rescale(from, to, rows, inputs[0], result)
          : (rows, inputs, result) -> ofDecimal(from, target, rows, inputs[0], result);
    }
    if (target == TypeKind.DECIMAL) {
      return source.isInteger()
          ? (rows, inputs, result) -> toDecimal(source, to, rows, inputs[0], result)
          : (rows, inputs, result) -> roundToDecimal(source, to, rows, inputs[0], result);
    }
    if (source == TypeKind.INT && target == TypeKind.BIGINT) {
      return (rows, inputs, result) -> widen(rows, inputs[0], result.column());
    }
    if (source.isFloating()) {
      return (rows, inputs, result) -> ofFloating(source, target, rows, inputs[0], result);
    }
    return (rows, inputs, result) -> ofInteger(source, target, rows, inputs[0], result);
  }

  private static void widen(Selection rows, Operand input, Column to) {
    Column from = input.column();
    int mask = input.mask();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      to.putLong(row, from.getInt(row & mask));
    }
  }

  private static void ofInteger(
      TypeKind source, TypeKind target, Selection rows, Operand input, Result result) {
    Column from = input.column();
    Column to = result.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      long value = Integers.get(source, from, input.slot(row));
      if (target == TypeKind.DOUBLE) {
        to.putDouble(row, value);
      } else if (target == TypeKind.FLOAT) {
        to.putFloat(row, value);
      } else {
        Integers.put(target, to, row, value);
      }
    }
  }

  private static void ofFloating(
      TypeKind source, TypeKind target, Selection rows, Operand input, Result result) {
    Column from = input.column();
    Column to = result.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      double value = source == TypeKind.FLOAT ? from.getFloat(slot) : from.getDouble(slot);
      switch (target) {
        case DOUBLE -> to.putDouble(row, value);
        case FLOAT -> to.putFloat(row, (float) value);
        case BIGINT -> to.putLong(row, (long) value);
        default -> Integers.put(target, to, row, (int) value);
      }
    }
  }

  private static void toDecimal(
      TypeKind source, LogicalType to, Selection rows, Operand input, Result result) {
    Column from = input.column();
    Column column = result.column();
    BigInteger factor = Decimals.powerOfTen(to.scale());
    boolean isNarrow = to.precision() <= 18;
    boolean canScale = to.scale() <= NarrowDecimals.MAX_EXPONENT;
    long limit = isNarrow ? Decimals.powerOfTen(to.precision() - to.scale()).longValue() : 0;
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      long value = Integers.get(source, from, input.slot(row));
      if (isNarrow) {
        if (value <= -limit || value >= limit) {
          column.setNull(row);
        } else {
          long unscaled = value * factor.longValue();
          column.putDecimal(row, unscaled, unscaled >> 63);
        }
      } else if (to.scale() == 0 && to.precision() >= 19) {
        column.putDecimal(row, value, value >> 63);
      } else if (canScale && NarrowDecimals.canMultiply(value, factor.longValue())) {
        writeNarrow(column, row, value * factor.longValue(), to.precision());
      } else {
        write(column, row, BigInteger.valueOf(value).multiply(factor), to.precision());
      }
    }
  }

  private static void roundToDecimal(
      TypeKind source, LogicalType to, Selection rows, Operand input, Result result) {
    Column from = input.column();
    Column column = result.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (column.isNull(row)) {
        continue;
      }
      int slot = input.slot(row);
      double value = source == TypeKind.FLOAT ? from.getFloat(slot) : from.getDouble(slot);
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        column.setNull(row);
      } else {
        write(column, row, BigDecimal.valueOf(value), to);
      }
    }
  }

  private static void rescale(
      LogicalType from, LogicalType to, Selection rows, Operand input, Result result) {
    Column source = input.column();
    Column column = result.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      if (!column.isNull(row) && !rescaleNarrow(from, to, source, slot, column, row)) {
        write(column, row, Decimals.read(source, slot, from.scale()), to);
      }
    }
  }

  /** Rescales in 64 bits; false, and nothing is written, if the value is too large for that. */
  private static boolean rescaleNarrow(
      LogicalType from, LogicalType to, Column source, int slot, Column column, int row) {
    int up = to.scale() - from.scale();
    long value = source.getDecimalLow(slot);
    if (Math.abs(up) > NarrowDecimals.MAX_EXPONENT
        || !NarrowDecimals.isNarrow(value, source.getDecimalHigh(slot))) {
      return false;
    }
    long factor = NarrowDecimals.powerOfTen(Math.abs(up));
    if (up > 0 && !NarrowDecimals.canMultiply(value, factor)) {
      return false;
    }
    long unscaled = up >= 0 ? value * factor : NarrowDecimals.divideHalfUp(value, factor);
    writeNarrow(column, row, unscaled, to.precision());
    return true;
  }

  private static void writeNarrow(Column column, int row, long unscaled, int precision) {
    if (NarrowDecimals.fits(unscaled, precision)) {
      column.putDecimal(row, unscaled, unscaled >> 63);
    } else {
      column.setNull(row);
    }
  }

  private static void ofDecimal(
      LogicalType from, TypeKind target, Selection rows, Operand input, Result result) {
    Column source = input.column();
    Column column = result.column();
    boolean canScale = from.scale() <= NarrowDecimals.MAX_EXPONENT;
    long factor = canScale ? NarrowDecimals.powerOfTen(from.scale()) : 1;
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      if (column.isNull(row)) {
        continue;
      }
      long low = source.getDecimalLow(slot);
      if (canScale && NarrowDecimals.isNarrow(low, source.getDecimalHigh(slot))) {
        if (target == TypeKind.DOUBLE && Math.abs(low) <= EXACT_IN_DOUBLE) {
          column.putDouble(row, (double) low / factor);
          continue;
        }
        if (target != TypeKind.DOUBLE && target != TypeKind.FLOAT) {
          Integers.put(target, column, row, low / factor);
          continue;
        }
      }
      BigDecimal value = Decimals.read(source, slot, from.scale());
      switch (target) {
        case DOUBLE -> column.putDouble(row, value.doubleValue());
        case FLOAT -> column.putFloat(row, value.floatValue());
        default -> Integers.put(target, column, row, value.longValue());
      }
    }
  }

  /** Writes a value rounded half up, or NULL if it has too many digits. */
  static void write(Column column, int row, BigDecimal value, LogicalType to) {
    BigInteger unscaled = value.setScale(to.scale(), RoundingMode.HALF_UP).unscaledValue();
    write(column, row, unscaled, to.precision());
  }

  private static void write(Column column, int row, BigInteger unscaled, int precision) {
    if (Decimals.fits(unscaled, precision)) {
      Decimals.write(column, row, unscaled);
    } else {
      column.setNull(row);
    }
  }
}
