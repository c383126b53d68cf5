package io.weir.runtime.operator.aggregate;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;
import java.util.List;

/**
 * The values of a column in their order of arrival, one entry of {@link ValueCodec} after the
 * other. A row that leaves takes the first equal value with it.
 */
final class ListAccumulator extends Accumulator {
  private final int column;
  private final ValueCodec codec;
  private final GroupOrder order = new GroupOrder();
  private final Scratch scratch = new Scratch();
  private final Scratch leaving = new Scratch();
  private boolean isForgiving;

  ListAccumulator(String name, int column, LogicalType type) {
    super(List.of(new Cell(name, Cell.Kind.BYTES)));
    this.column = column;
    this.codec = ValueCodec.of(type);
  }

  @Override
  void forgive() {
    isForgiving = true;
  }

  /** How the values are written. */
  ValueCodec codec() {
    return codec;
  }

  /** The bytes of a group's entries. */
  int length(long group, BytesCells bytes) {
    return Math.max(0, bytes.length(group, firstCell()));
  }

  /** Where a group's entries start, if there are any. */
  long address(long group, BytesCells bytes) {
    return bytes.address(group, firstCell());
  }

  @Override
  void add(Fold fold) {
    order.order(fold.groups, fold.count);
    for (int g = 0; g < order.count(); g++) {
      addTo(order.group(g), order.start(g), order.end(g), fold);
    }
  }

  private void addTo(long group, int start, int end, Fold fold) {
    Column values = fold.columns[column];
    int present = length(group, fold.bytes);
    long most = present;
    for (int p = start; p < end; p++) {
      most += codec.entryLength(values, fold.rows[order.position(p)]);
    }
    if (most > Integer.MAX_VALUE - 8) {
      throw GroupTooLarge.error(cells().get(0).name(), most);
    }
    long list = scratch.reserve(most, 0);
    if (present > 0) {
      Memory.copy(address(group, fold.bytes), list, present);
    }
    long at = list + present;
    for (int p = start; p < end; p++) {
      int row = fold.rows[order.position(p)];
      boolean leaves = fold.kinds != null && (fold.kinds[row] & 1) != 0;
      at = leaves ? remove(list, at, values, row) : codec.writeEntry(values, row, at);
    }
    fold.bytes.put(group, firstCell(), list, (int) (at - list));
  }

  /** Removes the first entry that is equal to the value at {@code row}; returns the new end. */
  private long remove(long list, long end, Column values, int row) {
    int length = codec.entryLength(values, row);
    long wanted = leaving.reserve(length, 0);
    codec.writeEntry(values, row, wanted);
    for (long entry = list; entry < end; entry = ValueCodec.endOfEntry(entry)) {
      long next = ValueCodec.endOfEntry(entry);
      if (next - entry == length && Memory.equals(entry, wanted, length)) {
        Memory.moveDown(next, entry, end - next);
        return end - length;
      }
    }
    if (isForgiving) {
      return end;
    }
    throw UnknownRow.leaves(cells().get(0).name());
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      int added = length(sources[i], sourceBytes);
      if (added == 0) {
        continue;
      }
      int present = length(targets[i], targetBytes);
      if ((long) present + added > Integer.MAX_VALUE - 8) {
        throw GroupTooLarge.error(cells().get(0).name(), (long) present + added);
      }
      long list = scratch.reserve((long) present + added, 0);
      if (present > 0) {
        Memory.copy(address(targets[i], targetBytes), list, present);
      }
      Memory.copy(address(sources[i], sourceBytes), list + present, added);
      targetBytes.put(targets[i], firstCell(), list, present + added);
    }
  }

  @Override
  void close() {
    scratch.close();
    leaving.close();
  }
}
