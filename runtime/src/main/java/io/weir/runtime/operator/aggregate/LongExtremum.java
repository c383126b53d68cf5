package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.FieldVector;

/**
 * MIN or MAX of values of at most 64 bits. The cell holds the value exclusive-or a mask that makes
 * zero the worst of all values, so that a new cell needs no test.
 */
final class LongExtremum extends ExtremumAccumulator {
  private final long mask;

  LongExtremum(String name, Extremum which, int column, LogicalType type) {
    super(name, Cell.Kind.LONG, which, column, type);
    mask = which == Extremum.MIN ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  @Override
  void add(Fold fold) {
    long[] values = fold.longs();
    int count = fold.count;
    Values.readLongs(fold.columns[column], type, fold.rows, count, values);
    long[] groups = fold.groups;
    int offset = offsets[0];
    long mask = this.mask;
    if (which == Extremum.MIN) {
      for (int i = 0; i < count; i++) {
        long cell = groups[i] + offset;
        Memory.putLong(cell, Math.min(Memory.getLong(cell) ^ mask, values[i]) ^ mask);
      }
    } else {
      for (int i = 0; i < count; i++) {
        long cell = groups[i] + offset;
        Memory.putLong(cell, Math.max(Memory.getLong(cell) ^ mask, values[i]) ^ mask);
      }
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    int offset = offsets[0];
    for (int i = 0; i < count; i++) {
      long cell = targets[i] + offset;
      long left = Memory.getLong(cell) ^ mask;
      long right = Memory.getLong(sources[i] + offset) ^ mask;
      long best = which == Extremum.MIN ? Math.min(left, right) : Math.max(left, right);
      Memory.putLong(cell, best ^ mask);
    }
  }

  @Override
  void assign(long group, BytesCells bytes, Column value, int row) {
    long[] one = new long[1];
    Values.readLongs(value, type, new int[] {row}, 1, one);
    Memory.putLong(group + offsets[0], one[0] ^ mask);
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
        Values.writeLong(to, type, from + i, Memory.getLong(groups[i] + offsets[0]) ^ mask);
      }
    }
  }
}
