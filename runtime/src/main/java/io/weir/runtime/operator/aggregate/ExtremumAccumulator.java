package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * The smallest or largest value. Of rows that never leave it is folded from the rows; of others it
 * is taken from an ordered multiset with {@link #assign}. Whether there is a value at all is told
 * by a counter beside it.
 */
abstract class ExtremumAccumulator extends Accumulator {
  final Extremum which;
  final int column;
  final LogicalType type;

  ExtremumAccumulator(String name, Cell.Kind cell, Extremum which, int column, LogicalType type) {
    super(List.of(new Cell(name, cell)));
    this.which = which;
    this.column = column;
    this.type = type;
  }

  static ExtremumAccumulator of(String name, Extremum which, int column, LogicalType type) {
    if (type.kind().isVariableWidth()) {
      return new BytesExtremum(name, which, column, type);
    }
    return Values.fitLongs(type)
        ? new LongExtremum(name, which, column, type)
        : new WideExtremum(name, which, column, type);
  }

  @Override
  CellView view() {
    if (type.kind().isVariableWidth()) {
      return CellView.of(CellView.Form.BYTES, type);
    }
    return CellView.of(which == Extremum.MIN ? CellView.Form.MIN : CellView.Form.MAX, type);
  }

  /** Sets the value of a group to the value at {@code row}. */
  abstract void assign(long group, BytesCells bytes, Column value, int row);

  /** Writes the values of groups to {@code out} from {@code from} on, NULL where there is none. */
  abstract void write(
      long[] groups, int count, CountAccumulator counter, FieldVector out, int from, BytesCells b);
}
