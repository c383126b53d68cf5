package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * The sum of floating-point numbers, or of their squares. Where rows can leave again, NaN and the
 * infinities are counted apart from the finite sum, which no subtraction could free of them.
 */
final class DoubleSum extends Accumulator {
  private static final int SUM = 0;
  private static final int NAN = 1;
  private static final int POSITIVE_INFINITY = 2;
  private static final int NEGATIVE_INFINITY = 3;

  private final int column;
  private final LogicalType type;
  private final boolean retracting;
  private final CountAccumulator counter;
  private final boolean isSquared;

  /**
   * @param counter the number of the values that are summed, updated before this
   * @param isSquared whether their squares are summed
   */
  DoubleSum(
      String name,
      int column,
      LogicalType type,
      boolean retracting,
      CountAccumulator counter,
      boolean isSquared) {
    super(cells(name, retracting));
    this.column = column;
    this.type = type;
    this.retracting = retracting;
    this.counter = counter;
    this.isSquared = isSquared;
  }

  private static List<Cell> cells(String name, boolean retracting) {
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell(name, Cell.Kind.LONG));
    if (retracting) {
      cells.add(new Cell(name + " NaNs", Cell.Kind.LONG));
      cells.add(new Cell(name + " +Infinities", Cell.Kind.LONG));
      cells.add(new Cell(name + " -Infinities", Cell.Kind.LONG));
    }
    return cells;
  }

  double get(long group) {
    double finite = Memory.getDouble(group + offsets[SUM]);
    if (!retracting) {
      return finite;
    }
    boolean up = Memory.getLong(group + offsets[POSITIVE_INFINITY]) != 0;
    boolean down = Memory.getLong(group + offsets[NEGATIVE_INFINITY]) != 0;
    if (Memory.getLong(group + offsets[NAN]) != 0 || (up && down)) {
      return Double.NaN;
    }
    return up ? Double.POSITIVE_INFINITY : down ? Double.NEGATIVE_INFINITY : finite;
  }

  @Override
  CellView view() {
    return CellView.of(
        CellView.Form.DOUBLE, isSquared ? LogicalType.float64() : type, cells().size());
  }

  @Override
  void add(Fold fold) {
    double[] values = fold.doubles();
    int count = fold.count;
    Values.readDoubles(fold.columns[column], type, fold.rows, count, values);
    if (isSquared) {
      for (int i = 0; i < count; i++) {
        values[i] *= values[i];
      }
    }
    long[] groups = fold.groups;
    if (!retracting) {
      int offset = offsets[SUM];
      for (int i = 0; i < count; i++) {
        long cell = groups[i] + offset;
        Memory.putDouble(cell, Memory.getDouble(cell) + values[i]);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int sign = fold.kinds == null ? 1 : Fold.sign(fold.kinds[fold.rows[i]]);
      addOne(groups[i], values[i], sign);
    }
    if (!fold.isPartial) {
      forgetRemainders(groups, count);
    }
  }

  /** Sets sums of no values to zero, which adding and subtracting in another order may miss. */
  private void forgetRemainders(long[] groups, int count) {
    for (int i = 0; i < count; i++) {
      if (counter.get(groups[i]) == 0) {
        Memory.putDouble(groups[i] + offsets[SUM], 0);
      }
    }
  }

  private void addOne(long group, double value, int sign) {
    if (Double.isFinite(value)) {
      long cell = group + offsets[SUM];
      Memory.putDouble(cell, Memory.getDouble(cell) + sign * value);
      return;
    }
    int which = Double.isNaN(value) ? NAN : value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
    long cell = group + offsets[which];
    Memory.putLong(cell, Memory.getLong(cell) + sign);
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      long sum = targets[i] + offsets[SUM];
      Memory.putDouble(sum, Memory.getDouble(sum) + Memory.getDouble(sources[i] + offsets[SUM]));
      for (int k = NAN; k < offsets.length; k++) {
        long cell = targets[i] + offsets[k];
        Memory.putLong(cell, Memory.getLong(cell) + Memory.getLong(sources[i] + offsets[k]));
      }
    }
    if (retracting) {
      forgetRemainders(targets, count);
    }
  }
}
