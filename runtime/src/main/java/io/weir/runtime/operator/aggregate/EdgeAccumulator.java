package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.ValueCodec;
import java.util.List;

/** The first or the last value that has come, where rows never leave. */
final class EdgeAccumulator extends Accumulator {
  private final boolean isFirst;
  private final int column;
  private final LogicalType type;
  private final ValueCodec codec;
  private final GroupOrder order = new GroupOrder();
  private final Scratch scratch = new Scratch();

  EdgeAccumulator(String name, boolean isFirst, int column, LogicalType type) {
    super(List.of(new Cell(name, Cell.Kind.BYTES)));
    this.isFirst = isFirst;
    this.column = column;
    this.type = type;
    this.codec = ValueCodec.of(type);
  }

  /** How the value is written. */
  ValueCodec codec() {
    return codec;
  }

  @Override
  CellView view() {
    return CellView.of(CellView.Form.VALUE, type);
  }

  @Override
  void add(Fold fold) {
    Column values = fold.columns[column];
    order.order(fold.groups, fold.count);
    for (int g = 0; g < order.count(); g++) {
      long group = order.group(g);
      if (isFirst && fold.bytes.length(group, firstCell()) >= 0) {
        continue;
      }
      int row = fold.rows[order.position(isFirst ? order.start(g) : order.end(g) - 1)];
      int length = codec.length(values, row);
      long value = scratch.reserve(length, 0);
      codec.write(values, row, value);
      fold.bytes.put(group, firstCell(), value, length);
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      int length = sourceBytes.length(sources[i], firstCell());
      boolean isKept = isFirst && targetBytes.length(targets[i], firstCell()) >= 0;
      if (length >= 0 && !isKept) {
        long address = sourceBytes.address(sources[i], firstCell());
        targetBytes.put(targets[i], firstCell(), address, length);
      }
    }
  }

  @Override
  void close() {
    scratch.close();
  }
}
