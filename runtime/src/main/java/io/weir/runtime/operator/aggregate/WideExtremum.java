package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.FieldVector;

/**
 * MIN or MAX of 128-bit DECIMALs; zero stands for the worst of all values, as in {@link
 * LongExtremum}.
 */
final class WideExtremum extends ExtremumAccumulator {
  private final long lowMask;
  private final long highMask;

  WideExtremum(String name, Extremum which, int column, LogicalType type) {
    super(name, Cell.Kind.WIDE, which, column, type);
    lowMask = which == Extremum.MIN ? -1L : 0;
    highMask = which == Extremum.MIN ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  @Override
  void add(Fold fold) {
    Column values = fold.columns[column];
    for (int i = 0; i < fold.count; i++) {
      int row = fold.rows[i];
      improve(fold.groups[i], values.getDecimalLow(row), values.getDecimalHigh(row));
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      improve(targets[i], low(sources[i]), high(sources[i]));
    }
  }

  private long low(long group) {
    return Memory.getLong(group + offsets[0]) ^ lowMask;
  }

  private long high(long group) {
    return Memory.getLong(group + offsets[0] + 8) ^ highMask;
  }

  private void improve(long group, long low, long high) {
    int order = Long.compare(high, high(group));
    if (order == 0) {
      order = Long.compareUnsigned(low, low(group));
    }
    if (which == Extremum.MIN ? order < 0 : order > 0) {
      put(group, low, high);
    }
  }

  private void put(long group, long low, long high) {
    Memory.putLong(group + offsets[0], low ^ lowMask);
    Memory.putLong(group + offsets[0] + 8, high ^ highMask);
  }

  @Override
  void assign(long group, BytesCells bytes, Column value, int row) {
    put(group, value.getDecimalLow(row), value.getDecimalHigh(row));
  }

  @Override
  void write(
      long[] groups, int count, CountAccumulator counter, FieldVector out, int from, BytesCells b) {
    Column to = Column.forWriting(out);
    for (int i = 0; i < count; i++) {
      if (counter.get(groups[i]) == 0) {
        to.setNull(from + i);
      } else {
        to.setValid(from + i);
        to.putDecimal(from + i, low(groups[i]), high(groups[i]));
      }
    }
  }
}
