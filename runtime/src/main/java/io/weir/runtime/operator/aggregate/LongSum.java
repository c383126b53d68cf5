package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Memory;
import java.util.List;

/** The sum of whole numbers, modulo 2^64. */
final class LongSum extends Accumulator {
  private final int column;
  private final LogicalType type;

  LongSum(String name, int column, LogicalType type) {
    super(List.of(new Cell(name, Cell.Kind.LONG)));
    this.column = column;
    this.type = type;
  }

  long get(long group) {
    return Memory.getLong(group + offsets[0]);
  }

  @Override
  CellView view() {
    return CellView.of(CellView.Form.NUMBER, type.kind().isInteger() ? type : LogicalType.bigint());
  }

  @Override
  void add(Fold fold) {
    long[] values = fold.longs();
    int count = fold.count;
    Values.readLongs(fold.columns[column], type, fold.rows, count, values);
    long[] groups = fold.groups;
    int offset = offsets[0];
    if (fold.kinds != null) {
      for (int i = 0; i < count; i++) {
        values[i] *= Fold.sign(fold.kinds[fold.rows[i]]);
      }
    }
    for (int i = 0; i < count; i++) {
      long cell = groups[i] + offset;
      Memory.putLong(cell, Memory.getLong(cell) + values[i]);
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
