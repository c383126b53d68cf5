package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.math.BigInteger;
import java.util.List;

/**
 * The exact sum of DECIMALs in 192 bits, which no number of rows can overflow: a sum that does not
 * fit its type is NULL only as long as it does not fit.
 */
final class DecimalSum extends Accumulator {
  private static final BigInteger LARGEST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
  private static final long LARGEST_LOW = LARGEST.longValue();
  private static final long LARGEST_HIGH = LARGEST.shiftRight(64).longValue();
  private static final BigInteger LOW_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final int column;
  private final int scale;

  DecimalSum(String name, int column, int scale) {
    super(List.of(new Cell(name, Cell.Kind.WIDE), new Cell(name + " carry", Cell.Kind.LONG)));
    this.column = column;
    this.scale = scale;
  }

  /** The low 64 bits. */
  long low(long group) {
    return Memory.getLong(group + offsets[0]);
  }

  /** The middle 64 bits: the high ones of a sum that {@link #fits}. */
  long high(long group) {
    return Memory.getLong(group + offsets[0] + 8);
  }

  private long carry(long group) {
    return Memory.getLong(group + offsets[1]);
  }

  /** Whether the sum has at most 38 digits. */
  boolean fits(long group) {
    long low = low(group);
    long high = high(group);
    if (carry(group) != high >> 63) {
      return false;
    }
    if (high < 0) {
      low = -low;
      high = ~high + (low == 0 ? 1 : 0);
    }
    return high >= 0
        && (high < LARGEST_HIGH
            || (high == LARGEST_HIGH && Long.compareUnsigned(low, LARGEST_LOW) <= 0));
  }

  /** The sum, without its scale. */
  BigInteger get(long group) {
    return BigInteger.valueOf(carry(group))
        .shiftLeft(64)
        .or(BigInteger.valueOf(high(group)).and(LOW_MASK))
        .shiftLeft(64)
        .or(BigInteger.valueOf(low(group)).and(LOW_MASK));
  }

  @Override
  CellView view() {
    LogicalType sum = LogicalType.decimal(LogicalType.MAX_DECIMAL_PRECISION, scale);
    return CellView.of(CellView.Form.DECIMAL_SUM, sum, 2);
  }

  @Override
  void add(Fold fold) {
    Column values = fold.columns[column];
    int count = fold.count;
    for (int i = 0; i < count; i++) {
      int row = fold.rows[i];
      long low = values.getDecimalLow(row);
      long high = values.getDecimalHigh(row);
      if (fold.kinds != null && (fold.kinds[row] & 1) != 0) {
        low = -low;
        high = ~high + (low == 0 ? 1 : 0);
      }
      addOne(fold.groups[i], low, high, high >> 63);
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      addOne(targets[i], low(sources[i]), high(sources[i]), carry(sources[i]));
    }
  }

  private void addOne(long group, long low, long high, long top) {
    long wide = group + offsets[0];
    long carryCell = group + offsets[1];
    long oldLow = Memory.getLong(wide);
    long newLow = oldLow + low;
    long fromLow = Long.compareUnsigned(newLow, oldLow) < 0 ? 1 : 0;
    long oldHigh = Memory.getLong(wide + 8);
    long newHigh = oldHigh + high + fromLow;
    long fromHigh = ((oldHigh & high) | ((oldHigh | high) & ~newHigh)) >>> 63;
    Memory.putLong(wide, newLow);
    Memory.putLong(wide + 8, newHigh);
    Memory.putLong(carryCell, Memory.getLong(carryCell) + top + fromHigh);
  }
}
