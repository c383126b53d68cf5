package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.vector.Memory;
import java.util.List;

/** The number of rows. */
final class CountAccumulator extends Accumulator {
  CountAccumulator(String name) {
    super(List.of(new Cell(name, Cell.Kind.LONG)));
  }

  /** The count of the group at {@code group}. */
  long get(long group) {
    return Memory.getLong(group + offsets[0]);
  }

  @Override
  CellView view() {
    return CellView.number();
  }

  @Override
  void add(Fold fold) {
    long[] groups = fold.groups;
    int count = fold.count;
    int offset = offsets[0];
    if (fold.kinds == null) {
      for (int i = 0; i < count; i++) {
        long cell = groups[i] + offset;
        Memory.putLong(cell, Memory.getLong(cell) + 1);
      }
      return;
    }
    int[] rows = fold.rows;
    byte[] kinds = fold.kinds;
    for (int i = 0; i < count; i++) {
      long cell = groups[i] + offset;
      Memory.putLong(cell, Memory.getLong(cell) + Fold.sign(kinds[rows[i]]));
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    int offset = offsets[0];
    for (int i = 0; i < count; i++) {
      long cell = targets[i] + offset;
      Memory.putLong(cell, Memory.getLong(cell) + Memory.getLong(sources[i] + offset));
    }
  }
}
