package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.vector.Memory;

/** Goes over the values of a group's multiset, in order, wherever they are. */
final class MultisetEntries {
  private final MultisetAccumulator multiset;
  private OrderedTable.Cursor beyond;
  private boolean hasBeyond;
  private boolean isOfCell;
  private boolean isOfBeyond;
  private long entry;
  private long end;

  MultisetEntries(MultisetAccumulator multiset) {
    this.multiset = multiset;
  }

  /** Begins with a group. */
  void open(long group, BytesCells bytes) {
    entry = multiset.start(group, bytes);
    end = multiset.end(group, bytes);
    hasBeyond = false;
    isOfCell = false;
    isOfBeyond = false;
    if (multiset.beyond(group) > 0) {
      CellOverflow overflow = multiset.open(group, bytes);
      beyond = overflow.cursor();
      hasBeyond = overflow.first();
    }
  }

  /** Moves to the next value; false if there is none. */
  boolean next() {
    if (isOfCell) {
      entry = MultisetEntry.next(entry);
    } else if (isOfBeyond) {
      hasBeyond = beyond.next();
    }
    boolean hasCell = entry < end;
    isOfCell = hasCell && (!hasBeyond || isCellFirst());
    isOfBeyond = hasBeyond && !isOfCell;
    return hasCell || hasBeyond;
  }

  private boolean isCellFirst() {
    return Memory.compare(
            MultisetEntry.value(entry),
            MultisetEntry.valueLength(entry),
            beyond.orderAddress(),
            beyond.orderLength())
        < 0;
  }

  /** Where the value starts. */
  long value() {
    return isOfCell ? MultisetEntry.value(entry) : beyond.orderAddress();
  }

  /** The length of the value. */
  int valueLength() {
    return isOfCell ? MultisetEntry.valueLength(entry) : beyond.orderLength();
  }

  /** How many rows have the value. */
  long count() {
    return isOfCell ? MultisetEntry.count(entry) : Memory.getLong(beyond.valueAddress());
  }
}
