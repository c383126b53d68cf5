package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.ValueHash;
import io.weir.runtime.vector.ValueOrder;
import java.util.Arrays;

/**
 * A set of values, given as slots of one column; NULL equals NULL. Open addressing with linear
 * probing; cleared from row to row.
 */
final class SlotSet {
  private static final int EMPTY = -1;

  private final ValueHash hash;
  private final ValueOrder order;
  private int[] table = new int[0];
  private int mask;

  SlotSet(LogicalType type, Column column) {
    hash = ValueHash.of(type, column);
    order = ValueOrder.of(type, column, column);
  }

  /** Forgets all values; makes room for so many. */
  void clear(int atMost) {
    int size = Integer.highestOneBit(Math.max(4, atMost)) * 4;
    if (table.length < size) {
      table = new int[size];
    }
    mask = size - 1;
    Arrays.fill(table, 0, size, EMPTY);
  }

  /** Adds a value; false if it was there. */
  boolean add(int slot) {
    int at = position(slot);
    if (table[at] != EMPTY) {
      return false;
    }
    table[at] = slot;
    return true;
  }

  /** Whether a value is there. */
  boolean contains(int slot) {
    return table[position(slot)] != EMPTY;
  }

  private int position(int slot) {
    int at = hash.hash(slot) & mask;
    while (table[at] != EMPTY && !order.equal(table[at], slot)) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
