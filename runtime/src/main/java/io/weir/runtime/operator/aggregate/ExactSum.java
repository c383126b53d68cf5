package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import io.weir.runtime.vector.Memory;
import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * The exact sum of whole numbers or DECIMALs, or of their squares, in as many 64-bit limbs (lowest
 * first, two's complement) as no number of rows can overflow.
 */
final class ExactSum extends Accumulator {
  /** A number of 64 bits over 2^63 rows. */
  private static final int LIMBS_OF_LONGS = 2;

  private static final int LIMBS_OF_SQUARED_LONGS = 3;
  private static final int LIMBS_OF_DECIMALS = 3;
  private static final int LIMBS_OF_SQUARED_DECIMALS = 5;

  private final int column;
  private final LogicalType type;
  private final boolean isSquared;
  private final int limbs;
  private final long[] value;

  ExactSum(String name, int column, LogicalType type, boolean isSquared) {
    super(
        IntStream.range(0, limbs(type, isSquared))
            .mapToObj(i -> new Cell(i == 0 ? name : name + " limb " + i, Cell.Kind.LONG))
            .toList());
    this.column = column;
    this.type = type;
    this.isSquared = isSquared;
    this.limbs = limbs(type, isSquared);
    this.value = new long[limbs];
  }

  private static int limbs(LogicalType type, boolean isSquared) {
    if (type.kind().isInteger()) {
      return isSquared ? LIMBS_OF_SQUARED_LONGS : LIMBS_OF_LONGS;
    }
    return isSquared ? LIMBS_OF_SQUARED_DECIMALS : LIMBS_OF_DECIMALS;
  }

  /** The sum; of DECIMALs without its scale. */
  BigInteger get(long group) {
    byte[] bytes = new byte[limbs * Long.BYTES];
    for (int i = 0; i < limbs; i++) {
      long limb = Memory.getLong(group + offsets[i]);
      int end = bytes.length - i * Long.BYTES;
      for (int b = 1; b <= Long.BYTES; b++) {
        bytes[end - b] = (byte) limb;
        limb >>= 8;
      }
    }
    return new BigInteger(bytes);
  }

  @Override
  CellView view() {
    int scale = (isSquared ? 2 : 1) * type.scale();
    return scale > LogicalType.MAX_DECIMAL_PRECISION
        ? CellView.hidden(limbs)
        : CellView.of(
            CellView.Form.LIMBS,
            LogicalType.decimal(LogicalType.MAX_DECIMAL_PRECISION, scale),
            limbs);
  }

  @Override
  void add(Fold fold) {
    if (type.kind().isInteger()) {
      addLongs(fold);
    } else {
      addDecimals(fold);
    }
  }

  private void addLongs(Fold fold) {
    long[] numbers = fold.longs();
    Values.readLongs(fold.columns[column], type, fold.rows, fold.count, numbers);
    for (int i = 0; i < fold.count; i++) {
      long number = numbers[i];
      setValue(
          isSquared ? number * number : number,
          isSquared ? Math.multiplyHigh(number, number) : number >> 63);
      addValue(fold, i);
    }
  }

  private void addDecimals(Fold fold) {
    Column numbers = fold.columns[column];
    for (int i = 0; i < fold.count; i++) {
      int row = fold.rows[i];
      long low = numbers.getDecimalLow(row);
      long high = numbers.getDecimalHigh(row);
      if (!isSquared) {
        setValue(low, high);
      } else if (high == low >> 63) {
        setValue(low * low, Math.multiplyHigh(low, low));
      } else {
        BigInteger wide = Decimals.unscaled(low, high);
        BigInteger square = wide.multiply(wide);
        for (int limb = 0; limb < limbs; limb++) {
          value[limb] = square.shiftRight(limb * Long.SIZE).longValue();
        }
      }
      addValue(fold, i);
    }
  }

  private void setValue(long low, long high) {
    value[0] = low;
    value[1] = high;
    long sign = high >> 63;
    for (int limb = 2; limb < limbs; limb++) {
      value[limb] = sign;
    }
  }

  private void addValue(Fold fold, int i) {
    if (fold.kinds != null && (fold.kinds[fold.rows[i]] & 1) != 0) {
      negate();
    }
    addTo(fold.groups[i]);
  }

  private void negate() {
    long carry = 1;
    for (int limb = 0; limb < limbs; limb++) {
      value[limb] = ~value[limb] + carry;
      carry = carry != 0 && value[limb] == 0 ? 1 : 0;
    }
  }

  private void addTo(long group) {
    long carry = 0;
    for (int limb = 0; limb < limbs; limb++) {
      long cell = group + offsets[limb];
      long before = Memory.getLong(cell);
      long sum = before + value[limb];
      long overflow = Long.compareUnsigned(sum, before) < 0 ? 1 : 0;
      long total = sum + carry;
      carry = overflow | (carry != 0 && total == 0 ? 1 : 0);
      Memory.putLong(cell, total);
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      for (int limb = 0; limb < limbs; limb++) {
        value[limb] = Memory.getLong(sources[i] + offsets[limb]);
      }
      addTo(targets[i]);
    }
  }
}
